import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Provider } from "@/lib/domain/entity";

export interface DueEntity extends Record<string, unknown> {
  id: string;
  name: string;
}

export interface DueQuestion {
  ownerId: string;
  provider: Provider;
  /** Entities this run has asked about already are not due again in it. */
  runId: string;
  now: Date;
  limit: number;
}

const iso = (at: Date) => at.toISOString();

/** Not linked at the provider, and never asked there or due again; longest unasked first. */
function due(kind: "album" | "artist", question: DueQuestion) {
  const { ownerId, provider, runId, now } = question;
  return sql`
    left join lookup l on l.owner_id = e.owner_id and l.entity_type = ${kind} and l.entity_id = e.id and l.provider = ${provider}
    where e.owner_id = ${ownerId} and e.ownership = 'owned' and e.track_count > 0
      and not exists (select 1 from link k where k.owner_id = e.owner_id and k.entity_type = ${kind} and k.entity_id = e.id and k.provider = ${provider})
      and (l.asked_at is null or (l.ask_again_at <= ${iso(now)}::timestamptz and l.run_id is distinct from ${runId}::uuid))`;
}

export async function dueAlbums(tx: Tx, question: DueQuestion): Promise<DueEntity[]> {
  return tx.execute<DueEntity>(sql`
    select e.id, e.title as name from album e ${due("album", question)}
    order by l.asked_at nulls first, e.id limit ${question.limit}`);
}

export async function dueArtists(tx: Tx, question: DueQuestion): Promise<DueEntity[]> {
  return tx.execute<DueEntity>(sql`
    select e.id, e.name from artist e ${due("artist", question)} and not e.is_various
    order by l.asked_at nulls first, e.id limit ${question.limit}`);
}

/** Linked albums whose track list was not yet held against the owned tracks. */
export async function dueAlbumTracks(tx: Tx, question: DueQuestion): Promise<DueEntity[]> {
  const { ownerId, provider, runId, limit } = question;
  return tx.execute<DueEntity>(sql`
    select e.id, e.title as name from album e
    join link k on k.owner_id = e.owner_id and k.entity_type = 'album' and k.entity_id = e.id and k.provider = ${provider}
    where e.owner_id = ${ownerId} and e.ownership = 'owned' and e.track_count > 0
      and k.tracks_checked_at is null and k.tracks_run_id is distinct from ${runId}::uuid
    order by e.id limit ${limit}`);
}

/** How many albums and artists are due at a provider. */
export async function countDue(tx: Tx, question: Omit<DueQuestion, "limit">): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    select ((select count(*) from album e ${due("album", { ...question, limit: 0 })})
          + (select count(*) from artist e ${due("artist", { ...question, limit: 0 })} and not e.is_various))::int as count`);
  return rows[0]?.count ?? 0;
}
