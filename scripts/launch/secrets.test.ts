import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSecrets } from "./secrets";

let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "linernotes-secrets-"));
  file = join(dataDir, "secrets.json");
});
afterEach(() => {
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true, force: true });
});

test("are made once, for their owner's eyes only", () => {
  const secrets = loadSecrets(dataDir);
  expect(Buffer.from(secrets.ENCRYPTION_KEY, "base64")).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(loadSecrets(dataDir)).toEqual(secrets);
});

test("what a later version adds is added, what it does not know stays", () => {
  writeFileSync(file, JSON.stringify({ NEXTAUTH_SECRET: "kept", OLD: "too" }));
  expect(loadSecrets(dataDir).NEXTAUTH_SECRET).toBe("kept");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ NEXTAUTH_SECRET: "kept", OLD: "too" });
});

test("a damaged file is never replaced", () => {
  writeFileSync(file, '{"NEXTAUTH');
  expect(() => loadSecrets(dataDir)).toThrow(/damaged/);
  expect(readFileSync(file, "utf8")).toBe('{"NEXTAUTH');
});
