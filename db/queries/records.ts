import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { album, artist, candidate, link, track, trackArtist } from "@/db/schema";
import type { EntityType, Provider } from "@/lib/domain/entity";
import { yearOf, type AlbumRecord, type ArtistRecord, type TrackRecord } from "@/lib/domain/records";

/** More tracks than any album has; a bound, so that a tag gone wrong does not load a library. */
const MOST_TRACKS = 500;
const MOST_ALBUMS = 100;
const SAMPLE_TRACKS = 3;

export interface LocalTrack extends TrackRecord {
  id: string;
}

/** The owned tracks of an album, in their order on it. */
export async function localTracks(tx: Tx, ownerId: string, albumId: string): Promise<LocalTrack[]> {
  const rows = await tx
    .select()
    .from(track)
    .where(and(eq(track.ownerId, ownerId), eq(track.albumId, albumId), isNull(track.goneAt)))
    .orderBy(asc(track.discNumber), asc(track.trackNumber), asc(track.id))
    .limit(MOST_TRACKS);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    artists: row.artistCredit ? [row.artistCredit] : [],
    durationMs: row.durationMs ?? undefined,
    isrc: row.isrc ?? undefined,
    trackNumber: row.trackNumber ?? undefined,
    discNumber: row.discNumber ?? undefined,
    mbRecordingId: row.mbRecordingId ?? undefined,
  }));
}

/** An album as the library knows it, with its owned tracks and its artist's id. */
export async function localAlbum(
  tx: Tx,
  ownerId: string,
  albumId: string,
): Promise<{ record: AlbumRecord; artistId: string } | null> {
  const rows = await tx
    .select()
    .from(album)
    .where(and(eq(album.ownerId, ownerId), eq(album.id, albumId)));
  const row = rows[0];
  if (!row) return null;
  const tracks = await localTracks(tx, ownerId, albumId);
  return {
    artistId: row.artistId,
    record: {
      title: row.title,
      artists: [row.artistCredit],
      date: row.date ?? undefined,
      trackCount: tracks.length,
      tracks,
      barcode: row.barcode ?? undefined,
      mbReleaseId: row.mbReleaseId ?? undefined,
      mbReleaseGroupId: row.mbReleaseGroupId ?? undefined,
      genres: row.genres,
    },
  };
}

/** An artist as the library knows it: the owned albums, and some tracks where no album is owned. */
export async function localArtist(tx: Tx, ownerId: string, artistId: string): Promise<ArtistRecord | null> {
  const rows = await tx
    .select()
    .from(artist)
    .where(and(eq(artist.ownerId, ownerId), eq(artist.id, artistId)));
  const row = rows[0];
  if (!row) return null;
  const albums = await tx
    .select({ title: album.title, date: album.date })
    .from(album)
    .where(
      and(
        eq(album.ownerId, ownerId),
        eq(album.artistId, artistId),
        eq(album.ownership, "owned"),
        sql`${album.trackCount} > 0`,
      ),
    )
    .orderBy(asc(album.id))
    .limit(MOST_ALBUMS);
  const tracks =
    albums.length > 0
      ? []
      : await tx
          .select({ title: track.title, durationMs: track.durationMs })
          .from(trackArtist)
          .innerJoin(track, eq(track.id, trackArtist.trackId))
          .where(
            and(eq(trackArtist.ownerId, ownerId), eq(trackArtist.artistId, artistId), isNull(track.goneAt)),
          )
          .orderBy(asc(track.id))
          .limit(SAMPLE_TRACKS);
  return {
    name: row.name,
    mbid: row.mbid ?? undefined,
    genres: row.genres,
    albums: albums.map(({ title, date }) => ({ title, year: yearOf(date) })),
    tracks: tracks.map(({ title, durationMs }) => ({ title, durationMs: durationMs ?? undefined })),
  };
}

/** External ids that a person has refused for this entity: they are never proposed again. */
export async function refusedIds(
  tx: Tx,
  ownerId: string,
  entity: { type: EntityType; id: string },
  provider: Provider,
): Promise<Set<string>> {
  const rows = await tx
    .select({ externalId: candidate.externalId })
    .from(candidate)
    .where(
      and(
        eq(candidate.ownerId, ownerId),
        eq(candidate.entityType, entity.type),
        eq(candidate.entityId, entity.id),
        eq(candidate.provider, provider),
        eq(candidate.status, "rejected"),
        sql`${candidate.statusReason} is distinct from 'sibling_applied'`,
      ),
    );
  return new Set(rows.map((row) => row.externalId));
}

/** The link of an entity at a provider. */
export async function findLink(
  tx: Tx,
  ownerId: string,
  entity: { type: EntityType; id: string },
  provider: Provider,
) {
  const rows = await tx
    .select()
    .from(link)
    .where(
      and(
        eq(link.ownerId, ownerId),
        eq(link.entityType, entity.type),
        eq(link.entityId, entity.id),
        eq(link.provider, provider),
      ),
    );
  return rows[0] ?? null;
}
