import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Provider } from "@/lib/domain/entity";

export interface StatusCounts extends Record<string, unknown> {
  artists_unenriched: number;
  albums_unenriched: number;
  pending_candidates: number;
  is_due: boolean;
  is_running: boolean;
  last_status: string | null;
}

/**
 * The counts of the status endpoint in one statement. Unenriched has one definition everywhere: owned, with at least
 * one track, not a pseudo-artist, and without a Spotify link. `askable` are the providers that can be asked now.
 */
export async function statusCounts(
  tx: Tx,
  ownerId: string,
  askable: Provider[],
  now: Date,
): Promise<StatusCounts> {
  const at = now.toISOString();
  const providers = JSON.stringify(askable);
  const due = (kind: "artist" | "album") => sql`
    select 1 from unenriched_${sql.raw(kind)} e cross join asked p
    where not exists (select 1 from link k where k.owner_id = ${ownerId} and k.entity_type = ${kind} and k.entity_id = e.id and k.provider = p.provider)
      and not exists (select 1 from lookup l where l.owner_id = ${ownerId} and l.entity_type = ${kind} and l.entity_id = e.id and l.provider = p.provider
        and (l.ask_again_at is null or l.ask_again_at > ${at}::timestamptz))`;
  const rows = await tx.execute<StatusCounts>(sql`
    with asked as (select jsonb_array_elements_text(${providers}::jsonb) as provider),
    unenriched_artist as (${unenriched("artist", ownerId)}),
    unenriched_album as (${unenriched("album", ownerId)})
    select
      (select count(*) from unenriched_artist)::int as artists_unenriched,
      (select count(*) from unenriched_album)::int as albums_unenriched,
      (select count(*) from candidate where owner_id = ${ownerId} and provider = 'spotify' and status = 'pending')::int as pending_candidates,
      (exists (${due("artist")}) or exists (${due("album")})) as is_due,
      exists (select 1 from run where owner_id = ${ownerId} and kind = 'enrichment' and status in ('queued', 'running')) as is_running,
      (select status from run where owner_id = ${ownerId} and kind = 'enrichment' and finished_at is not null
        order by finished_at desc limit 1) as last_status`);
  const row = rows[0];
  if (!row) throw new Error("The status query answered nothing.");
  return row;
}

function unenriched(kind: "artist" | "album", ownerId: string) {
  const various = kind === "artist" ? sql`and not e.is_various` : sql``;
  return sql`
    select e.id from ${sql.raw(kind)} e
    where e.owner_id = ${ownerId} and e.ownership = 'owned' and e.track_count > 0 ${various}
      and not exists (select 1 from link k where k.owner_id = e.owner_id and k.entity_type = ${kind} and k.entity_id = e.id and k.provider = 'spotify')`;
}
