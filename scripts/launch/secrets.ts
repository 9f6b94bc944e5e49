import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { explain, StartupProblem } from "@/db/embedded/problem";

const make = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
  DATABASE_OWNER_PASSWORD: () => randomBytes(24).toString("base64url"),
  DATABASE_APP_PASSWORD: () => randomBytes(24).toString("base64url"),
};

export type Secrets = Record<keyof typeof make, string>;

/** The server's own secrets: made at the first start, kept in `DATA_DIR/secrets.json` for its owner's eyes only. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const kept = existsSync(file) ? read(file) : {};
  const secrets = Object.fromEntries(
    Object.entries(make).map(([key, fresh]) => [key, kept[key] ?? fresh()]),
  ) as Secrets;
  if (Object.keys(make).some((key) => kept[key] === undefined)) {
    writePrivately(file, `${JSON.stringify({ ...kept, ...secrets }, null, 2)}\n`);
  }
  return secrets;
}

/** Writes a file that only its owner may read, complete or not at all. */
export function writePrivately(file: string, text: string): void {
  const unfinished = `${file}.new`;
  try {
    rmSync(unfinished, { force: true });
    const fd = openSync(unfinished, "wx", 0o600);
    try {
      writeSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(unfinished, file);
  } catch (error) {
    throw explain(error, `${file} was being written`);
  }
}

function read(file: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const known = explain(error, `${file} was being read`);
    if (known instanceof StartupProblem) throw known;
    throw new StartupProblem(
      `${file} is damaged: restore it from a backup, the stored connections cannot be read without it.`,
    );
  }
}
