import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

export type TagLine = Record<string, unknown> & { path: string };

/** What the last scan of a folder read, so that files that are as they were need not be opened again. */
export function cacheFileFor(folder: string): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return join(base, "linernotes", `scan-${name}.ndjson`);
}

export async function readTagCache(file: string): Promise<Map<string, TagLine>> {
  const lines = new Map<string, TagLine>();
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const line = JSON.parse(text) as TagLine;
      lines.set(line.path, line);
    }
  } catch {
    // No cache, or a broken one: what is missing is read from the files.
  }
  return lines;
}

export async function writeTagCache(file: string, lines: Iterable<TagLine>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, [...lines].map((line) => `${JSON.stringify(line)}\n`).join(""));
  await rename(draft, file);
}
