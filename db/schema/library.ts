import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { OWNERSHIPS } from "@/lib/domain/entity";
import { ownerId } from "./account";
import { id, instant } from "./columns";

/** An artist as the tags name it. identityKey is the MBID where tags give one, else the folded name. */
export const artist = pgTable(
  "artist",
  {
    id: id(),
    ownerId: ownerId(),
    name: text().notNull(),
    nameFolded: text().notNull(),
    identityKey: text().notNull(),
    mbid: text(),
    disambiguation: text(),
    genres: text().array().notNull().default([]),
    ownership: text({ enum: OWNERSHIPS }).notNull(),
    /** A pseudo-artist such as "Various Artists": never asked about. */
    isVarious: boolean().notNull().default(false),
    /** Present tracks that name this artist, as their own or their album's. Kept by the import. */
    trackCount: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("artist_owner_identity").on(table.ownerId, table.identityKey),
    index("artist_owner_name").on(table.ownerId, table.nameFolded, table.id),
    index("artist_owner_mbid").on(table.ownerId, table.mbid),
    index("artist_askable")
      .on(table.ownerId, table.id)
      .where(sql`ownership = 'owned' and track_count > 0 and not is_various`),
  ],
);

/** An album as the tags group it. identityKey is the release MBID, else album artist and folded title. */
export const album = pgTable(
  "album",
  {
    id: id(),
    ownerId: ownerId(),
    artistId: uuid()
      .notNull()
      .references(() => artist.id),
    title: text().notNull(),
    titleFolded: text().notNull(),
    artistCredit: text().notNull(),
    identityKey: text().notNull(),
    date: text(),
    barcode: text(),
    mbReleaseId: text(),
    mbReleaseGroupId: text(),
    compilation: boolean().notNull().default(false),
    disambiguation: text(),
    genres: text().array().notNull().default([]),
    ownership: text({ enum: OWNERSHIPS }).notNull(),
    trackCount: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("album_owner_identity").on(table.ownerId, table.identityKey),
    index("album_owner_title").on(table.ownerId, table.titleFolded, table.id),
    index("album_artist").on(table.artistId),
    index("album_askable")
      .on(table.ownerId, table.id)
      .where(sql`ownership = 'owned' and track_count > 0`),
  ],
);

/** A file of the library, with its tags as they were read. (source, path) is the key of an import. */
export const track = pgTable(
  "track",
  {
    id: id(),
    ownerId: ownerId(),
    source: text().notNull(),
    path: text().notNull(),
    title: text().notNull(),
    titleFolded: text().notNull(),
    artistCredit: text().notNull(),
    artistId: uuid().references(() => artist.id),
    albumId: uuid().references(() => album.id),
    trackNumber: integer(),
    discNumber: integer(),
    date: text(),
    durationMs: integer(),
    isrc: text(),
    mbRecordingId: text(),
    genres: text().array().notNull().default([]),
    coverSha256: text(),
    ownership: text({ enum: OWNERSHIPS }).notNull(),
    /** The line as it came, unknown keys included. */
    raw: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Digest of the line: the same again is no update. */
    contentHash: text().notNull(),
    /** Digest of the line without its path and time: a file that moved has the same. */
    fingerprint: text(),
    fileSize: bigint({ mode: "number" }),
    fileModifiedMs: bigint({ mode: "number" }),
    /** The import that last named this path; a complete import marks the others gone. */
    seenImportId: uuid(),
    goneAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("track_owner_source_path").on(table.ownerId, table.source, table.path),
    index("track_owner_title").on(table.ownerId, table.titleFolded, table.id),
    index("track_by_album").on(table.albumId, table.discNumber, table.trackNumber),
    index("track_by_artist").on(table.artistId),
    index("track_gone")
      .on(table.ownerId, table.source, table.fingerprint)
      .where(sql`gone_at is not null`),
  ],
);

/** All artists that a track's tags name, in their order. */
export const trackArtist = pgTable(
  "track_artist",
  {
    ownerId: ownerId(),
    trackId: uuid()
      .notNull()
      .references(() => track.id, { onDelete: "cascade" }),
    artistId: uuid()
      .notNull()
      .references(() => artist.id),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.trackId, table.position] }),
    index("track_artist_by_artist").on(table.artistId),
    index("track_artist_owner").on(table.ownerId),
  ],
);

/**
 * Another number after every change of what a library's counts are made of: artists, albums, links, look-ups and
 * candidates. Kept by triggers, at the end of each transaction, so that counts that were made once can be used again.
 */
export const libraryVersion = pgTable("library_version", {
  ownerId: ownerId().primaryKey(),
  version: bigint({ mode: "number" }).notNull(),
});
