import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Provider } from "@/lib/domain/entity";

/** What changes by the moment: cheap, and read at each call. */
export interface RunState extends Record<string, unknown> {
  /** The library's version (see db/schema/library.ts); null before its first change. */
  version: string | null;
  is_running: boolean;
  last_status: string | null;
}

export async function runState(tx: Tx, ownerId: string): Promise<RunState> {
  const rows = await tx.execute<RunState>(sql`
    select
      (select version::text from library_version where owner_id = ${ownerId}) as version,
      exists (select 1 from run where owner_id = ${ownerId} and kind = 'enrichment' and status in ('queued', 'running')) as is_running,
      (select status from run where owner_id = ${ownerId} and kind = 'enrichment' and finished_at is not null
        order by finished_at desc limit 1) as last_status`);
  return one(rows);
}

/** What only a change of the library changes. */
export interface LibraryCounts extends Record<string, unknown> {
  artists_unenriched: number;
  albums_unenriched: number;
  pending_candidates: number;
  /** When the first unenriched entity is due at a provider, in milliseconds; -Infinity: now; null: never. */
  due_at: number | null;
}

/**
 * The counts of the status endpoint in one statement. Unenriched has one definition everywhere: owned, with at least
 * one track, not a pseudo-artist, and without a Spotify link. `askable` are the providers that can be asked now. Each
 * table is read on one index alone, in the order of entities: looking entities up one by one took five times as long.
 */
export async function libraryCounts(tx: Tx, ownerId: string, askable: Provider[]): Promise<LibraryCounts> {
  const dues = (["artist", "album"] as const).flatMap((kind) =>
    askable.map((provider) => firstDue(kind, ownerId, provider)),
  );
  const rows = await tx.execute<LibraryCounts>(sql`
    with unenriched_artist as materialized (${unenriched("artist", ownerId)}),
    unenriched_album as materialized (${unenriched("album", ownerId)})
    select
      (select count(*) from unenriched_artist)::int as artists_unenriched,
      (select count(*) from unenriched_album)::int as albums_unenriched,
      (select count(*) from candidate where owner_id = ${ownerId} and provider = 'spotify' and status = 'pending')::int as pending_candidates,
      ${
        dues.length > 0
          ? sql`(select extract(epoch from min(at)) * 1000 from (${sql.join(dues, sql` union all `)}) each_due)::float8`
          : sql`null::float8`
      } as due_at`);
  return one(rows);
}

function unenriched(kind: "artist" | "album", ownerId: string) {
  const various = kind === "artist" ? sql`and not e.is_various` : sql``;
  return sql`
    select e.id from ${sql.raw(kind)} e
    where e.owner_id = ${ownerId} and e.ownership = 'owned' and e.track_count > 0 ${various}
      and not exists (${linkAt(kind, ownerId, "spotify")})`;
}

/** Never asked is due for ever; asked without a time to ask again is never due. */
function firstDue(kind: "artist" | "album", ownerId: string, provider: Provider) {
  return sql`
    select min(case when l.entity_id is null then '-infinity' else l.ask_again_at end) as at
    from ${sql.raw(`unenriched_${kind}`)} e
    left join lookup l on l.owner_id = ${ownerId} and l.provider = ${provider} and l.entity_type = ${kind} and l.entity_id = e.id
    where not exists (${linkAt(kind, ownerId, provider)})`;
}

function linkAt(kind: "artist" | "album", ownerId: string, provider: Provider) {
  return sql`select 1 from link k
    where k.owner_id = ${ownerId} and k.provider = ${provider} and k.entity_type = ${kind} and k.entity_id = e.id`;
}

function one<T>(rows: Iterable<T>): T {
  for (const row of rows) return row;
  throw new Error("The status query answered nothing.");
}
