import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain, StartupProblem } from "./problem";
import type { ServerUser } from "./server-user";

/** The environment of PostgreSQL's programs: nothing of ours (a stray PGDATA or LC_ALL would change what they do). */
export function serverEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8", TZ: "UTC" };
}

/**
 * Makes the cluster if there is none. It is made under another name and renamed when complete, so that an interrupted
 * first start leaves nothing that looks like a database. Logins need a password (scram), also from this machine.
 */
export function createCluster(
  dir: string,
  options: { native: string; user: ServerUser | undefined; role: string; password: string },
): void {
  if (existsSync(join(dir, "PG_VERSION"))) return;
  const { native, user, role, password } = options;
  if (existsSync(dir)) {
    throw new StartupProblem(
      `${dir} exists but holds no PostgreSQL data: move it away or set another DATA_DIR.`,
    );
  }
  const unfinished = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
    const args = ["-D", unfinished, "-U", role, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
    args.push("--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions");
    const made = spawnSync(join(native, "bin", "initdb"), args, {
      ...user,
      cwd: "/",
      env: serverEnv(),
      encoding: "utf8",
    });
    if (made.error) throw made.error;
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.trim() || made.stdout.trim()}`);
    renameSync(unfinished, dir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explain(error, "the database was being created");
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
