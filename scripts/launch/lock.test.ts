import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { birthOf } from "@/db/embedded/process";
import { lockDataDir, lockHolder } from "./lock";

let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), "linernotes-lock-"))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const holder = (pid: number, birth: string) =>
  writeFileSync(join(dataDir, "lock"), JSON.stringify({ pid, birth, port: 3000 }));

test("holds a folder until released, and leaves nothing behind", () => {
  const lock = lockDataDir(dataDir, 3000);
  expect(lock.tookOver).toBe(false);
  expect(lockHolder(dataDir)).toMatchObject({ pid: process.pid, port: 3000 });
  expect(() => lockDataDir(dataDir, 3001)).toThrow(/Another Linernotes .* port 3000/);
  lock.release();
  expect(readdirSync(dataDir)).toEqual([]);
});

test("refuses a folder that another living process holds", () => {
  const other = spawn("sleep", ["20"]);
  holder(other.pid ?? 0, birthOf(other.pid ?? 0));
  expect(() => lockDataDir(dataDir, 3000)).toThrow(`process ${other.pid}`);
  other.kill();
});

test.each([
  ["a dead process", 999_999, "1@boot"],
  ["a process that got a dead one's number", process.ppid, "1@an earlier boot"],
])("takes over what %s held", (_case, pid, birth) => {
  holder(pid, birth);
  expect(lockHolder(dataDir)).toBeUndefined();
  const lock = lockDataDir(dataDir, 3000);
  expect(lock.tookOver).toBe(true);
  lock.release();
});

test("takes over a lock that a full disk cut short", () => {
  writeFileSync(join(dataDir, "lock"), "");
  lockDataDir(dataDir, 3000).release();
  expect(existsSync(join(dataDir, "lock"))).toBe(false);
});
