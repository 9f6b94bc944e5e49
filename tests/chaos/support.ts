import { join } from "node:path";
import { scanFolder } from "@/lib/library/scan/scanFolder";
import { look } from "@/tests/support/real-run";
import type { RealServer } from "@/tests/support/real-server";
import type { Simulators } from "@/simulators";

/** The soak sets these: more kills, at the providers' real pace. */
export const KILLS = Number(process.env.CHAOS_KILLS ?? 5);
export const SPEED = Number(process.env.CHAOS_SPEED ?? 40);
/** The number that all chance of a run comes from: give it again to see the same moments again. */
export const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** Mulberry32: small, and the same everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The tags of the samples' first albums, and all loose tracks. */
export async function sampleLines(albums: number): Promise<Record<string, unknown>[]> {
  const folder = join(import.meta.dirname, "..", "..", "samples", "library");
  const taken = new Set<unknown>();
  const lines: Record<string, unknown>[] = [];
  for await (const event of scanFolder(folder)) {
    if (event.kind !== "track") continue;
    const { album } = event.line;
    if (album !== undefined && taken.size < albums) taken.add(album);
    if (album === undefined || taken.has(album))
      lines.push({ ...event.line, path: event.path.slice(folder.length + 1) });
  }
  return lines;
}

/** What an enrichment leaves behind, by names instead of ids, in one order. */
export function outcome(server: RealServer) {
  const name = (table: string) => `
    case ${table}.entity_type when 'artist' then (select name || coalesce(' ' || mbid, '') from artist where id = ${table}.entity_id)
      when 'album' then (select artist_credit || ' / ' || title || coalesce(' ' || mb_release_id, '') from album where id = ${table}.entity_id)
      else (select path from track where id = ${table}.entity_id) end`;
  return look(server, async (sql) => {
    const rows = async (statement: string) =>
      (await sql.unsafe<{ row: string }[]>(statement)).map(({ row }) => row).sort();
    return {
      links: await rows(
        `select concat_ws(' | ', ${name("link")}, entity_type, provider, external_id, origin) as row from link`,
      ),
      candidates: await rows(`
        select concat_ws(' | ', ${name("candidate")}, entity_type, provider, external_id, status, status_reason) as row from candidate`),
      lookups: await rows(
        `select concat_ws(' | ', ${name("lookup")}, entity_type, provider, status) as row from lookup`,
      ),
      decisions: await rows(`
        select concat_ws(' | ', ${name("decision")}, entity_type, provider, action, actor) as row from decision`),
    };
  });
}

/** How often each request of the providers' APIs arrived; signing in and pictures aside. */
export function requestCounts(simulators: Simulators): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { provider, method, path, kind } of simulators.log()) {
    if (kind !== "api" || provider === "spotify-accounts") continue;
    const key = `${provider} ${method} ${path}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Requests that arrived more often than in an undisturbed run. */
export function repeated(disturbed: Map<string, number>, calm: Map<string, number>): string[] {
  return [...disturbed].flatMap(([key, count]) =>
    Array.from({ length: Math.max(0, count - Math.max(1, calm.get(key) ?? 0)) }, () => key),
  );
}
