import { z } from "zod";

const text = (most: number) =>
  z
    .string("is missing, or is not text")
    .max(most, `is longer than ${most} characters`)
    .transform((value) => value.trim());
const optionalText = (most: number) =>
  text(most)
    .nullish()
    .transform((value) => value || undefined);
const list = (most: number) =>
  z
    .array(text(1_000))
    .max(most)
    .nullish()
    .transform((values) => values?.filter(Boolean) ?? []);
const count = z
  .number()
  .int()
  .min(0)
  .max(100_000)
  .nullish()
  .transform((value) => value || undefined);
const uuid = z
  .string()
  .nullish()
  .transform((value) => toMbid(value));

/** A MusicBrainz id in its one form; undefined for whatever else a tagger wrote there. */
export function toMbid(text: string | null | undefined): string | undefined {
  const id = text?.trim().toLowerCase();
  return id && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}

/** With the source it is a key, and PostgreSQL's index takes keys of 2,700 bytes. */
const MOST_PATH_BYTES = 2_000;

/** No recording is longer; a greater number is a tag gone wrong. */
const LONGEST_MS = 86_400_000;

/**
 * One line of an import: a file and its tags. `path` is the key together with the import's source. Ids that are not in
 * the form of an id are dropped, not refused: taggers write all sorts of things there. Unknown keys are kept as raw.
 */
export const importLine = z.looseObject({
  path: text(4_096)
    .refine((value) => value !== "", "is empty")
    .refine(
      (value) => Buffer.byteLength(value) <= MOST_PATH_BYTES,
      `is longer than ${MOST_PATH_BYTES} bytes`,
    ),
  title: optionalText(2_000),
  artist: optionalText(2_000),
  artists: list(200),
  album_artist: optionalText(2_000),
  album: optionalText(2_000),
  track_number: count,
  disc_number: count,
  date: optionalText(100),
  duration_ms: z
    .number()
    .min(0)
    .max(LONGEST_MS)
    .nullish()
    .transform((value) => (value ? Math.round(value) : undefined)),
  compilation: z.boolean().nullish(),
  isrc: optionalText(100),
  barcode: optionalText(100),
  mb_recording_id: uuid,
  mb_release_id: uuid,
  mb_release_group_id: uuid,
  mb_artist_ids: list(200),
  genres: list(200),
  cover_sha256: optionalText(64),
  file_size: z.number().int().min(0).nullish(),
  file_modified_ms: z.number().int().min(0).nullish(),
});

export type ImportLine = z.output<typeof importLine>;

/** A parsed line, or why it is none. */
export type LineResult = { line: number; value: unknown } | { line: number; problem: string };

export const MOST_LINE_BYTES = 64 * 1024;

const MOST_LEVELS = 50;

/** Lists in lists in lists: harmless in JSON, and the end of whatever walks through them. */
export function isNestedTooDeeply(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedTooDeeply(inner, levels - 1));
}
