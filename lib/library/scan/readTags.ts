import { createHash } from "node:crypto";
import { parseFile, type IAudioMetadata } from "music-metadata";
import type { FoundFile } from "./walk";

/** Longer texts are cut: a tag of 100 kB is a mistake, and a line of an import holds 64 kB. */
const LONGEST_TEXT = 1_000;
const LONGEST_LIST = 50;

/** Reads one file's tags into a line of an import. Throws where the file is not audio. */
export async function readTags(file: FoundFile): Promise<Record<string, unknown>> {
  const metadata = await parseFile(file.path, { duration: false });
  if (!metadata.format.container && !metadata.format.codec) throw new Error("not audio");
  return { path: file.path, file_size: file.size, file_modified_ms: file.modifiedMs, ...tagsOf(metadata) };
}

function tagsOf({ common, format }: IAudioMetadata): Record<string, unknown> {
  const cover = common.picture?.[0];
  return present({
    title: text(common.title),
    artist: text(common.artist),
    artists: list(common.artists),
    album_artist: text(common.albumartist),
    album: text(common.album),
    track_number: positive(common.track.no),
    disc_number: positive(common.disk.no),
    date: text(common.date ?? common.originaldate ?? (common.year ? String(common.year) : undefined)),
    duration_ms: format.duration ? Math.round(format.duration * 1000) : undefined,
    compilation: common.compilation,
    isrc: text(common.isrc?.[0]),
    barcode: text(common.barcode),
    mb_recording_id: text(common.musicbrainz_recordingid),
    mb_release_id: text(common.musicbrainz_albumid),
    mb_release_group_id: text(common.musicbrainz_releasegroupid),
    mb_artist_ids: list(common.musicbrainz_artistid),
    genres: list(common.genre),
    cover_sha256: cover ? createHash("sha256").update(cover.data).digest("hex") : undefined,
  });
}

function text(value: string | undefined): string | undefined {
  return (
    value?.replaceAll("\u0000", " ").toWellFormed().trim().slice(0, LONGEST_TEXT).toWellFormed() || undefined
  );
}

function list(values: string[] | undefined): string[] | undefined {
  const kept = values?.slice(0, LONGEST_LIST).flatMap((value) => text(value) ?? []);
  return kept?.length ? kept : undefined;
}

function positive(value: number | null | undefined): number | undefined {
  return value && Number.isInteger(value) && value > 0 && value <= 100_000 ? value : undefined;
}

function present(tags: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined));
}
