import {
  lockLibrary,
  markGone,
  markSeen,
  recount,
  unchangedPaths,
  upsertTracks,
  type TrackWrite,
} from "@/db/queries/import";
import { adoptMoved } from "@/db/queries/moved";
import { announceChange } from "@/db/queries/outbox";
import type { Context } from "@/lib/server/context";
import { foldKey } from "./foldKey";
import { importLine, isNestedTooDeeply, type LineResult } from "./line";
import { normaliseLine, type ImportedTrack } from "./normalise";
import { AlbumIndex } from "./resolveAlbums";
import { ArtistIndex } from "./resolveArtists";

export interface ImportResult {
  received: number;
  artists_added: number;
  albums_added: number;
  tracks_added: number;
  tracks_updated: number;
  tracks_gone: number;
  rejected: { line: number; message: string }[];
}

export interface ImportInput {
  source: string;
  /** Paths of the source that are not named are marked gone. */
  complete: boolean;
  /** Makes this a part of a longer import, which counts and marks what is gone when it ends. */
  partOf?: string;
  lines: AsyncIterable<LineResult>;
}

const BATCH = 1_000;
const MOST_REJECTED = 1_000;
/** What JSON can escape and PostgreSQL cannot store: NUL and lone surrogates, in any key or value. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/**
 * Takes a library in, line by line, in transactions of a thousand: what was acknowledged stays even if the rest is
 * never sent. The same again changes nothing.
 */
export async function importTracks(ctx: Context, input: ImportInput): Promise<ImportResult> {
  const importId = input.partOf ?? ctx.newId();
  const artists = new ArtistIndex(ctx);
  const albums = new AlbumIndex(ctx, artists);
  const result: ImportResult = {
    received: 0,
    artists_added: 0,
    albums_added: 0,
    tracks_added: 0,
    tracks_updated: 0,
    tracks_gone: 0,
    rejected: [],
  };
  // A line that is refused may be of a file that is still there: by its path it counts as seen, without one nobody knows.
  const refusedPaths: string[] = [];
  let unknownRefused = false;
  const reject = (line: number, message: string, value?: unknown) => {
    if (result.rejected.length < MOST_REJECTED) result.rejected.push({ line, message });
    const path = value && typeof value === "object" && "path" in value ? value.path : undefined;
    if (typeof path !== "string" || path.trim() === "" || UNSTORABLE.test(JSON.stringify(path)))
      unknownRefused = true;
    else refusedPaths.push(path.trim());
  };

  const write = (all: ImportedTrack[]) =>
    ctx.db.transaction(async (tx) => {
      await lockLibrary(tx, ctx.ownerId);
      const files = all.map(({ line, contentHash }) => ({ path: line.path, content_hash: contentHash }));
      const unchanged = await unchangedPaths(tx, ctx.ownerId, input.source, files);
      // Written tracks are marked in passing. Who is not going to look for gone ones needs no marks.
      if (input.complete || input.partOf)
        await markSeen(tx, ctx.ownerId, input.source, importId, [...unchanged]);
      const tracks = all.filter(({ line }) => !unchanged.has(line.path));
      if (tracks.length === 0) return;
      await artists.prepare(
        tx,
        tracks.flatMap((track) => [...track.artists, ...(track.album ? [track.album.artist] : [])]),
      );
      await albums.prepare(tx, tracks);
      const writes = tracks.map((track) => toWrite(ctx, track, artists, albums));
      const { added, updated } = await upsertTracks(tx, {
        ...input,
        ownerId: ctx.ownerId,
        importId,
        now: ctx.clock.now(),
        tracks: writes,
      });
      result.tracks_added += added;
      result.tracks_updated += updated;
    });

  // While PostgreSQL writes one batch, the next one is read.
  let batch = new Map<string, ImportedTrack>();
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    const tracks = [...batch.values()];
    batch = new Map();
    await writing;
    if (tracks.length === 0) return;
    writing = write(tracks);
    // Its failure is met at the next flush.
    writing.catch(() => undefined);
  };

  const finish = (complete: boolean) =>
    ctx.db.transaction(async (tx) => {
      await lockLibrary(tx, ctx.ownerId);
      const { source } = input;
      await markSeen(tx, ctx.ownerId, source, importId, refusedPaths);
      const gone = complete ? await markGone(tx, ctx.ownerId, source, importId, ctx.clock.now()) : 0;
      const moved = result.tracks_added > 0 ? await adoptMoved(tx, ctx.ownerId, source, importId) : 0;
      await recount(tx, ctx.ownerId);
      await announceChange(tx, ctx.ownerId);
      return { gone, moved };
    });

  try {
    for await (const entry of input.lines) {
      result.received++;
      if ("problem" in entry) {
        reject(entry.line, entry.problem);
        continue;
      }
      if (isNestedTooDeeply(entry.value)) {
        reject(entry.line, "is nested too deeply", entry.value);
        continue;
      }
      if (UNSTORABLE.test(JSON.stringify(entry.value))) {
        reject(entry.line, "contains a NUL character or half a surrogate pair");
        continue;
      }
      const parsed = importLine.safeParse(entry.value);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        reject(entry.line, `${issue?.path.join(".") || "line"}: ${issue?.message ?? "invalid"}`, entry.value);
        continue;
      }
      // The last line of a path wins, as it would if they came in two imports.
      batch.set(parsed.data.path, normaliseLine(parsed.data));
      if (batch.size >= BATCH) await flush();
    }
  } catch (error) {
    // The stream broke off. What came is kept and counted; what is gone, nobody can say.
    await flush();
    await writing;
    if (!input.partOf) await finish(false);
    throw error;
  }
  await flush();
  await writing;
  result.artists_added = artists.added;
  result.albums_added = albums.added;
  if (input.partOf) {
    await ctx.db.transaction((tx) => markSeen(tx, ctx.ownerId, input.source, importId, refusedPaths));
    return result;
  }
  // Who sends something unreadable has not said what is left of the library.
  const complete = input.complete && !unknownRefused;
  const { gone, moved } = await finish(complete);
  // A file that moved is neither new nor gone.
  result.tracks_gone = gone - Math.min(gone, moved);
  result.tracks_added -= moved;
  result.tracks_updated += moved;
  return result;
}

function toWrite(ctx: Context, track: ImportedTrack, artists: ArtistIndex, albums: AlbumIndex): TrackWrite {
  const { line } = track;
  const artistIds = track.artists.map((tag) => artists.idOf(tag));
  return {
    id: ctx.newId(),
    path: line.path,
    title: track.title,
    title_folded: foldKey(track.title),
    artist_credit: track.artistCredit,
    artist_id: artistIds[0] ?? null,
    album_id: albums.idOf(track),
    track_number: line.track_number ?? null,
    disc_number: line.disc_number ?? null,
    date: line.date ?? null,
    duration_ms: line.duration_ms ?? null,
    isrc: line.isrc ?? null,
    mb_recording_id: line.mb_recording_id ?? null,
    genres: line.genres,
    cover_sha256: line.cover_sha256 ?? null,
    raw: track.raw,
    content_hash: track.contentHash,
    fingerprint: track.fingerprint,
    file_size: line.file_size ?? null,
    file_modified_ms: line.file_modified_ms ?? null,
    artist_ids: artistIds,
  };
}
