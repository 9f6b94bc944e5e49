import { walk, reasonOf, type FoundFile } from "./walk";
import { readTags } from "./readTags";

export const AUDIO_EXTENSIONS = new Set([".mp3", ".flac", ".ogg", ".oga", ".m4a", ".m4b", ".mp4"]);

export type ScanEvent =
  | { kind: "track"; path: string; line: Record<string, unknown> }
  /** Size and time are as they were at the last scan. */
  | { kind: "unchanged"; path: string }
  | { kind: "broken"; path: string; reason: string };

/** Files are read so many at a time; more only makes the disk seek. */
const PARALLEL = 8;

/**
 * Scans a folder: tags of new and changed files, in the order of their paths. Broken files and unreadable folders are
 * reported and passed over. `isKnown` tells whether a file is as it was; `after` goes on behind an earlier scan's path.
 */
export async function* scanFolder(
  folder: string,
  options: { isKnown?: (file: FoundFile) => boolean; after?: string } = {},
): AsyncGenerator<ScanEvent> {
  // A window of running reads, given out in order.
  const window: Promise<ScanEvent>[] = [];
  for await (const event of walk(folder, { extensions: AUDIO_EXTENSIONS, after: options.after })) {
    window.push(
      event.kind === "file"
        ? examine(event.file, options.isKnown)
        : Promise.resolve({ kind: "broken", path: event.path, reason: event.reason }),
    );
    if (window.length >= PARALLEL) yield (await window.shift()) as ScanEvent;
  }
  for (const pending of window) yield await pending;
}

async function examine(file: FoundFile, isKnown?: (file: FoundFile) => boolean): Promise<ScanEvent> {
  if (isKnown?.(file)) return { kind: "unchanged", path: file.path };
  try {
    return { kind: "track", path: file.path, line: await readTags(file) };
  } catch (error) {
    const reason = (error as { code?: unknown }).code ? reasonOf(error) : "not a readable audio file";
    return { kind: "broken", path: file.path, reason };
  }
}
