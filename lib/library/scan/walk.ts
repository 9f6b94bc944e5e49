import { opendir, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";

export interface FoundFile {
  path: string;
  size: number;
  modifiedMs: number;
}

export type WalkEvent =
  { kind: "file"; file: FoundFile } | { kind: "unreadable"; path: string; reason: string };

/**
 * All files below a folder with one of the given endings, in the order of their paths, so that a walk can go on after
 * any path. Links are followed; a folder that is reached twice, by a loop of links, is walked once.
 */
export async function* walk(
  folder: string,
  options: { extensions: Set<string>; after?: string },
  visited: Set<string> = new Set(),
): AsyncGenerator<WalkEvent> {
  const names: string[] = [];
  try {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for await (const entry of await opendir(folder)) names.push(entry.name);
  } catch (error) {
    yield { kind: "unreadable", path: folder, reason: reasonOf(error) };
    return;
  }
  names.sort(byCodeUnits);
  for (const name of names) {
    const path = join(folder, name);
    const { after } = options;
    // What lies wholly before the place to go on from need not be looked at.
    if (after !== undefined && byParts(path, after) <= 0 && !after.startsWith(`${path}${sep}`)) continue;
    try {
      const info = await stat(path);
      if (info.isDirectory()) yield* walk(path, options, visited);
      else if (info.isFile() && options.extensions.has(extname(name).toLowerCase())) {
        yield { kind: "file", file: { path, size: info.size, modifiedMs: Math.trunc(info.mtimeMs) } };
      }
    } catch (error) {
      yield { kind: "unreadable", path, reason: reasonOf(error) };
    }
  }
}

/** Not by locale: the order must be the same on every machine. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order in which a walk meets paths: by their parts, so that "a/x" comes before "a b". */
function byParts(a: string, b: string): number {
  const left = a.split(sep);
  const right = b.split(sep);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = byCodeUnits(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Why a file could not be read, in words for its owner. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "ENOENT") return "it is gone";
  if (code === "EACCES" || code === "EPERM") return "no permission";
  if (code === "ELOOP") return "a link that leads to itself";
  return typeof code === "string" ? code : "unreadable";
}
