import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { album, artist, track } from "@/db/schema";

/** One import at a time writes to a library: names are looked up before they are inserted. */
export async function lockLibrary(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('library:' || ${ownerId}, 0))`);
}

export async function findArtists(tx: Tx, ownerId: string, folded: string[], mbids: string[]) {
  if (folded.length === 0) return [];
  return tx
    .select({ id: artist.id, nameFolded: artist.nameFolded, mbid: artist.mbid })
    .from(artist)
    .where(
      and(
        eq(artist.ownerId, ownerId),
        or(inArray(artist.nameFolded, folded), mbids.length > 0 ? inArray(artist.mbid, mbids) : undefined),
      ),
    )
    .orderBy(artist.id);
}

export async function insertArtists(tx: Tx, rows: (typeof artist.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(artist).values(rows);
}

/** Tags that name an id for an artist so far known by name alone. */
export async function giveMbid(tx: Tx, ownerId: string, artistId: string, mbid: string): Promise<void> {
  await tx
    .update(artist)
    .set({ mbid, identityKey: `mbid:${mbid}` })
    .where(and(eq(artist.ownerId, ownerId), eq(artist.id, artistId), isNull(artist.mbid)));
}

export async function findAlbums(tx: Tx, ownerId: string, foldedTitles: string[]) {
  if (foldedTitles.length === 0) return [];
  return tx
    .select({
      id: album.id,
      identityKey: album.identityKey,
      artistId: album.artistId,
      titleFolded: album.titleFolded,
    })
    .from(album)
    .where(and(eq(album.ownerId, ownerId), inArray(album.titleFolded, foldedTitles)))
    .orderBy(album.id);
}

export async function insertAlbums(tx: Tx, rows: (typeof album.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(album).values(rows);
}

/** Gives an album the key of what its tags say by now. */
export async function rekeyAlbum(
  tx: Tx,
  ownerId: string,
  albumId: string,
  identityKey: string,
): Promise<void> {
  await tx
    .update(album)
    .set({ identityKey })
    .where(and(eq(album.ownerId, ownerId), eq(album.id, albumId)));
}

export interface AlbumFacts {
  id: string;
  date: string | null;
  barcode: string | null;
  mb_release_id: string | null;
  mb_release_group_id: string | null;
  compilation: boolean;
}

/** Fills what an album's earlier tracks did not say. */
export async function completeAlbums(tx: Tx, ownerId: string, facts: AlbumFacts[]): Promise<void> {
  if (facts.length === 0) return;
  await tx.execute(sql`
    update album a set
      date = coalesce(a.date, f.date), barcode = coalesce(a.barcode, f.barcode),
      mb_release_id = coalesce(a.mb_release_id, f.mb_release_id),
      mb_release_group_id = coalesce(a.mb_release_group_id, f.mb_release_group_id),
      compilation = a.compilation or f.compilation
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f(
      id uuid, date text, barcode text, mb_release_id text, mb_release_group_id text, compilation boolean)
    where a.owner_id = ${ownerId} and a.id = f.id and (
      (a.date is null and f.date is not null) or (a.barcode is null and f.barcode is not null)
      or (a.mb_release_id is null and f.mb_release_id is not null)
      or (a.mb_release_group_id is null and f.mb_release_group_id is not null) or (f.compilation and not a.compilation))`);
}

export interface TrackWrite {
  id: string;
  path: string;
  title: string;
  title_folded: string;
  artist_credit: string;
  artist_id: string | null;
  album_id: string | null;
  track_number: number | null;
  disc_number: number | null;
  date: string | null;
  duration_ms: number | null;
  isrc: string | null;
  mb_recording_id: string | null;
  genres: string[];
  cover_sha256: string | null;
  raw: unknown;
  content_hash: string;
  fingerprint: string;
  file_size: number | null;
  file_modified_ms: number | null;
  artist_ids: string[];
}

/** Which of these files the library has with the same tags: they need no writing. */
export async function unchangedPaths(
  tx: Tx,
  ownerId: string,
  source: string,
  files: { path: string; content_hash: string }[],
): Promise<Set<string>> {
  if (files.length === 0) return new Set();
  const rows = await tx.execute<{ path: string }>(sql`
    select t.path from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f(path text, content_hash text)
    join track t on t.owner_id = ${ownerId} and t.source = ${source} and t.path = f.path
    where t.content_hash = f.content_hash and t.gone_at is null`);
  return new Set(rows.map((row) => row.path));
}

/** Inserts and updates tracks by (source, path). Rows whose tags are the same are not touched and not returned. */
export async function upsertTracks(
  tx: Tx,
  input: { ownerId: string; source: string; importId: string; now: Date; tracks: TrackWrite[] },
): Promise<{ added: number; updated: number }> {
  const { ownerId, source, importId, now, tracks } = input;
  const rows = await tx.execute<{ id: string; path: string; added: boolean }>(sql`
    insert into track (id, owner_id, source, path, title, title_folded, artist_credit, artist_id, album_id, track_number,
      disc_number, date, duration_ms, isrc, mb_recording_id, genres, cover_sha256, ownership, raw, content_hash, fingerprint, file_size,
      file_modified_ms, seen_import_id, created_at)
    select t.id, ${ownerId}::uuid, ${source}, t.path, t.title, t.title_folded, t.artist_credit, t.artist_id, t.album_id, t.track_number,
      t.disc_number, t.date, t.duration_ms, t.isrc, t.mb_recording_id, array(select jsonb_array_elements_text(t.genres)), t.cover_sha256,
      'owned', t.raw, t.content_hash, t.fingerprint, t.file_size, t.file_modified_ms, ${importId}::uuid, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(tracks)}::jsonb) as t(id uuid, path text, title text, title_folded text, artist_credit text,
      artist_id uuid, album_id uuid, track_number int, disc_number int, date text, duration_ms int, isrc text, mb_recording_id text,
      genres jsonb, cover_sha256 text, raw jsonb, content_hash text, fingerprint text, file_size bigint, file_modified_ms bigint)
    on conflict (owner_id, source, path) do update set
      title = excluded.title, title_folded = excluded.title_folded, artist_credit = excluded.artist_credit,
      artist_id = excluded.artist_id, album_id = excluded.album_id, track_number = excluded.track_number,
      disc_number = excluded.disc_number, date = excluded.date, duration_ms = excluded.duration_ms, isrc = excluded.isrc,
      mb_recording_id = excluded.mb_recording_id, genres = excluded.genres, cover_sha256 = excluded.cover_sha256,
      raw = excluded.raw, content_hash = excluded.content_hash, fingerprint = excluded.fingerprint, file_size = excluded.file_size,
      file_modified_ms = excluded.file_modified_ms,
      seen_import_id = greatest(track.seen_import_id, excluded.seen_import_id), gone_at = null
    where track.content_hash is distinct from excluded.content_hash or track.gone_at is not null
    returning id, path, (xmax = 0) as added`);

  await writeCredits(tx, ownerId, new Map(rows.map((row) => [row.path, row.id])), tracks);
  return { added: rows.filter((row) => row.added).length, updated: rows.filter((row) => !row.added).length };
}

async function writeCredits(
  tx: Tx,
  ownerId: string,
  written: Map<string, string>,
  tracks: TrackWrite[],
): Promise<void> {
  if (written.size === 0) return;
  const credits = tracks.flatMap(({ path, artist_ids }) => {
    const trackId = written.get(path);
    return trackId
      ? artist_ids.map((artistId, position) => ({ track_id: trackId, artist_id: artistId, position }))
      : [];
  });
  await tx.execute(sql`
    delete from track_artist where owner_id = ${ownerId}
      and track_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify([...written.values()])}::jsonb))`);
  await tx.execute(sql`
    insert into track_artist (owner_id, track_id, artist_id, position)
    select ${ownerId}::uuid, c.track_id, c.artist_id, c.position
    from jsonb_to_recordset(${JSON.stringify(credits)}::jsonb) as c(track_id uuid, artist_id uuid, position int)`);
}

/**
 * Notes that an import named these paths, whether or not their tags had changed. The ids of imports are ordered by their
 * beginning, and the latest one stands: two imports at once must not take each other's tracks for gone.
 */
export async function markSeen(
  tx: Tx,
  ownerId: string,
  source: string,
  importId: string,
  paths: string[],
): Promise<void> {
  if (paths.length === 0) return;
  await tx.execute(sql`
    update track set seen_import_id = ${importId}::uuid
    where owner_id = ${ownerId} and source = ${source} and (seen_import_id is null or seen_import_id < ${importId}::uuid)
      and path in (select jsonb_array_elements_text(${JSON.stringify(paths)}::jsonb))`);
}

/**
 * After a complete import: what it did not name is gone, of the whole source or below one folder of it. Returns how
 * many went.
 */
export async function markGone(
  tx: Tx,
  ownerId: string,
  source: string,
  importId: string,
  now: Date,
  below = "",
): Promise<number> {
  const rows = await tx
    .update(track)
    .set({ goneAt: now })
    .where(
      and(
        eq(track.ownerId, ownerId),
        eq(track.source, source),
        isNull(track.goneAt),
        sql`(${track.seenImportId} is null or ${track.seenImportId} < ${importId}::uuid)`,
        below === "" ? undefined : sql`starts_with(${track.path}, ${below})`,
      ),
    )
    .returning({ id: track.id });
  return rows.length;
}

/**
 * Brings the track counts of artists and albums up to date; touches only those that changed. Nested loops are ruled out
 * for it: right after a first import PostgreSQL has no statistics yet, takes the tables for empty and would compare
 * every track with every credit (7 s for 20,000 tracks, 0.1 s by hashing).
 */
export async function recount(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
  await tx.execute(sql`
    with present as (select id, album_id from track where owner_id = ${ownerId} and gone_at is null),
    counts as (select album_id as id, count(*)::int as tracks from present where album_id is not null group by 1)
    update album a set track_count = coalesce(c.tracks, 0)
    from album b left join counts c on c.id = b.id
    where a.id = b.id and a.owner_id = ${ownerId} and b.owner_id = ${ownerId} and a.track_count <> coalesce(c.tracks, 0)`);
  await tx.execute(sql`
    with present as (select id, album_id from track where owner_id = ${ownerId} and gone_at is null),
    counts as (
      select artist_id as id, count(*)::int as tracks from (
        select ta.artist_id, ta.track_id from track_artist ta join present p on p.id = ta.track_id where ta.owner_id = ${ownerId}
        union
        select al.artist_id, p.id from present p join album al on al.id = p.album_id
      ) named group by 1)
    update artist a set track_count = coalesce(c.tracks, 0)
    from artist b left join counts c on c.id = b.id
    where a.id = b.id and a.owner_id = ${ownerId} and b.owner_id = ${ownerId} and a.track_count <> coalesce(c.tracks, 0)`);
  await tx.execute(sql`select set_config('enable_nestloop', 'on', true)`);
}
