/** Writes `samples/library`: `node --import tsx samples/make/main.ts`. A second run changes nothing. */
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { sampleFiles } from "./library";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "library");
const files = await sampleFiles();
const wanted = new Set(files.map((file) => file.path));
let written = 0;
let removed = 0;

for (const file of files) {
  const path = join(root, ...file.path.split("/"));
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(file.bytes)) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.bytes);
  written += 1;
}
for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  if (wanted.has(relative(root, path).split(sep).join("/"))) continue;
  await rm(path);
  removed += 1;
}
const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
process.stdout.write(
  `${files.length} files, ${Math.round(size / 1024)} kB; ${written} written, ${removed} removed.\n`,
);
