import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Files that moved: a track that an import added, whose like of the same source is gone. The track that was there takes
 * the new place, so that its links, and whatever else is known of it, stay. Only where it is plain which one moved: one
 * gone and one added of a kind. Ids are ordered by time, so those above the import's own are what it added. Returns how
 * many moved.
 */
export async function adoptMoved(tx: Tx, ownerId: string, source: string, importId: string): Promise<number> {
  const rows = await tx.execute(sql`
    with gone as (
      select (array_agg(id))[1] as id, fingerprint from track
      where owner_id = ${ownerId} and source = ${source} and gone_at is not null and fingerprint is not null
      group by fingerprint having count(*) = 1),
    added as (
      select (array_agg(id))[1] as id, fingerprint from track
      where owner_id = ${ownerId} and source = ${source} and gone_at is null and id > ${importId}::uuid
        and seen_import_id = ${importId}::uuid
      group by fingerprint having count(*) = 1),
    taken as (
      delete from track n using gone g join added a on a.fingerprint = g.fingerprint
      where n.owner_id = ${ownerId} and n.id = a.id
      returning g.id as old_id, n.path, n.title, n.title_folded, n.artist_id, n.album_id, n.track_number, n.disc_number, n.date,
        n.raw, n.content_hash, n.file_size, n.file_modified_ms, n.seen_import_id)
    update track t set path = n.path, title = n.title, title_folded = n.title_folded, artist_id = n.artist_id, album_id = n.album_id,
      track_number = n.track_number, disc_number = n.disc_number, date = n.date, raw = n.raw, content_hash = n.content_hash,
      file_size = n.file_size, file_modified_ms = n.file_modified_ms, seen_import_id = n.seen_import_id, gone_at = null
    from taken n where t.owner_id = ${ownerId} and t.id = n.old_id
    returning t.id`);
  return rows.length;
}
