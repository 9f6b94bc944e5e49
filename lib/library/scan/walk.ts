import { lstat, opendir, realpath, stat } from "node:fs/promises";
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
 * any path. Links that lead out of the folder are followed; one to a folder inside is not, for that is walked under its
 * own name, and a walk that goes on later could not know whether it has been there.
 */
export async function* walk(
  folder: string,
  options: { extensions: Set<string>; after?: string },
  inside: { top: string; visited: Set<string> } | null = null,
): AsyncGenerator<WalkEvent> {
  const names: string[] = [];
  let within = inside;
  try {
    const real = await realpath(folder);
    within ??= { top: real, visited: new Set() };
    if (within.visited.has(real)) return;
    within.visited.add(real);
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
      if (info.isDirectory()) {
        if (!(await isLinkInto(path, within.top))) yield* walk(path, options, within);
      }
      if (info.isFile() && options.extensions.has(extname(name).toLowerCase())) {
        yield { kind: "file", file: { path, size: info.size, modifiedMs: Math.trunc(info.mtimeMs) } };
      }
    } catch (error) {
      yield { kind: "unreadable", path, reason: reasonOf(error) };
    }
  }
}

async function isLinkInto(path: string, top: string): Promise<boolean> {
  if (!(await lstat(path)).isSymbolicLink()) return false;
  const real = await realpath(path);
  return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
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
