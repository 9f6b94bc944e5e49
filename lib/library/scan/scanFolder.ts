import { readTags } from "./readTags";
import { reasonOf, walk, type FoundFile, type WalkEvent } from "./walk";

const AUDIO_EXTENSIONS = new Set([".mp3", ".flac", ".ogg", ".oga", ".m4a", ".m4b", ".mp4"]);

export type ScanEvent =
  | { kind: "track"; path: string; line: Record<string, unknown> }
  /** Size and time are as they were at the last scan. */
  | { kind: "unchanged"; path: string }
  | { kind: "broken"; path: string; reason: string };

/** Files are found and looked up so many at a time. */
const CHUNK = 500;
/** Files are read so many at a time; more only makes the disk seek. */
const PARALLEL = 8;

/**
 * Scans a folder: tags of new and changed files, in the order of their paths. Broken files and unreadable folders are
 * reported and passed over. `unchanged` tells which of some files are as they were; `after` goes on behind an earlier
 * scan's path.
 */
export async function* scanFolder(
  folder: string,
  options: { unchanged?: (files: FoundFile[]) => Promise<Set<string>>; after?: string } = {},
): AsyncGenerator<ScanEvent> {
  let chunk: WalkEvent[] = [];
  for await (const event of walk(folder, { extensions: AUDIO_EXTENSIONS, after: options.after })) {
    chunk.push(event);
    if (chunk.length < CHUNK) continue;
    yield* examine(chunk, options.unchanged);
    chunk = [];
  }
  yield* examine(chunk, options.unchanged);
}

/** A window of running reads, given out in order. */
async function* examine(
  events: WalkEvent[],
  unchanged?: (files: FoundFile[]) => Promise<Set<string>>,
): AsyncGenerator<ScanEvent> {
  const files = events.flatMap((event) => (event.kind === "file" ? [event.file] : []));
  const same = unchanged && files.length > 0 ? await unchanged(files) : new Set<string>();
  const window: Promise<ScanEvent>[] = [];
  for (const event of events) {
    window.push(read(event, same));
    const first = window.length >= PARALLEL ? window.shift() : undefined;
    if (first) yield await first;
  }
  for (const pending of window) yield await pending;
}

async function read(event: WalkEvent, same: Set<string>): Promise<ScanEvent> {
  if (event.kind === "unreadable") return { kind: "broken", path: event.path, reason: event.reason };
  const { path } = event.file;
  if (same.has(path)) return { kind: "unchanged", path };
  try {
    return { kind: "track", path, line: await readTags(event.file) };
  } catch (error) {
    const reason = (error as { code?: unknown }).code ? reasonOf(error) : NOT_AUDIO;
    return { kind: "broken", path, reason };
  }
}

/** The reason of a file that could be opened and is no music. */
export const NOT_AUDIO = "not a readable audio file";
