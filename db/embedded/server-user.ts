import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { StartupProblem } from "./problem";

/** The identity PostgreSQL runs under when we are root: it refuses to run as root itself. */
export interface ServerUser {
  uid: number;
  gid: number;
}

const NOBODY = 65534;

/**
 * Undefined for an ordinary user (PostgreSQL then runs as that user). As root: `nobody`, who must be in passwd because
 * PostgreSQL looks up its own user's name. No user is ever created.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const found = users.find((user) => user.uid === NOBODY) ?? users.find((user) => user.name === "nobody");
  if (!found) {
    throw new StartupProblem(
      "PostgreSQL does not run as root and this system has no user “nobody”: start Linernotes as an ordinary user.",
    );
  }
  return { uid: found.uid, gid: found.gid };
}

/** May that user enter the folder? Asked of the kernel, not computed from mode bits, so that ACLs and mounts count. */
export function mayEnter(folder: string, user: ServerUser | undefined): boolean {
  if (!user) return true;
  const asked = spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  return asked.status === 0;
}
