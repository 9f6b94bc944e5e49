import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { mayEnter, serverUser, type ServerUser } from "./server-user";

/** Where a cluster's files live. `moved` is set when that is not below the folder that was asked for. */
export interface Place {
  home: string;
  moved: boolean;
}

/** Makes the folder if it is missing, for its owner only. */
export function makeDataDir(dataDir: string, user = serverUser()): void {
  if (existsSync(dataDir)) return;
  // As root, PostgreSQL's own user must be able to enter (not list) it; the secrets inside are 0600 each.
  mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
  if (user) chmodSync(dataDir, 0o711);
  // Nothing in it belongs into a repository that happens to be around it.
  writeFileSync(join(dataDir, ".gitignore"), "*\n");
}

/**
 * Below `dataDir`, except as root when the server's user may not enter it: then in /var/lib/linernotes, under a name that
 * depends on `dataDir` only, so that the next start finds it again.
 */
export function placeFor(
  dataDir: string,
  user: ServerUser | undefined,
  systemRoot = "/var/lib/linernotes",
): Place {
  const wanted = resolve(dataDir);
  makeDataDir(wanted, user);
  if (mayEnter(wanted, user)) return { home: wanted, moved: false };
  const home = join(systemRoot, createHash("sha256").update(wanted).digest("hex").slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  chmodSync(systemRoot, 0o711);
  chmodSync(home, 0o711);
  return { home, moved: true };
}
