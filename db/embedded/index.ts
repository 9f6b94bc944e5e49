import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runnableBinaries } from "./binaries";
import { createCluster, serverEnv } from "./initdb";
import { capLog, logSince, withLog } from "./log-file";
import { placeFor } from "./place";
import { freePort, isFree } from "./port";
import { clearTheWay, readPostmaster, runningPostmaster, stopPostmaster } from "./postmaster";
import { explain, StartupProblem } from "./problem";
import { serverUser, type ServerUser } from "./server-user";

/** The role that initdb makes: a superuser that owns and migrates. The app never connects as this one. */
export const OWNER_ROLE = "linernotes";

export interface ClusterOptions {
  /** The cluster goes to `<dataDir>/postgres` (see `placeFor` for the exception). */
  dataDir: string;
  /** Password of the owner role; must be the same at every start. */
  password: string;
  /** Further `name=value` settings, which win over ours. */
  settings?: Record<string, string>;
  /** Called with one line a person should see. */
  say?: (line: string) => void;
}

export interface Cluster {
  port: number;
  pid: number;
  /** Where the files are: `dataDir`, or the place that stands in for it. */
  home: string;
  /** Address of a database in this cluster, as the owner role. */
  url(database: string): string;
  /** Resolves when the server is gone, whoever stopped it. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Sized for a small machine that runs other things too. Sockets are off: their lock files go stale, and loopback is enough. */
const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "128MB",
  max_connections: "60",
  synchronous_commit: "on",
  jit: "off",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

const READY_WITHIN = 60_000;

/** Starts the embedded PostgreSQL, creating or recovering its cluster first. Data is never deleted. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = serverUser();
  try {
    const { home, moved } = placeFor(options.dataDir, user);
    if (moved) {
      options.say?.(
        `PostgreSQL's own user may not enter ${options.dataDir}: the database is kept in ${home}.`,
      );
    }
    const dir = join(home, "postgres");
    const native = runnableBinaries(home, user);
    createCluster(dir, { native, user, role: OWNER_ROLE, password: options.password });
    refuseOtherVersion(dir, native);
    await clearTheWay(dir);
    return await launch({ home, dir, native, user, options });
  } catch (error) {
    throw explain(error, "the database was being started");
  }
}

/** Address of a cluster that some other process of ours runs on `dataDir`, or undefined. */
export function runningCluster(
  dataDir: string,
  password: string,
): { url(database: string): string } | undefined {
  const postmaster = runningPostmaster(join(placeFor(dataDir, serverUser()).home, "postgres"));
  if (!postmaster?.ready) return undefined;
  return { url: (database) => address(postmaster.port, password, database) };
}

function address(port: number, password: string, database: string): string {
  return `postgres://${OWNER_ROLE}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

interface Launch {
  home: string;
  dir: string;
  native: string;
  user: ServerUser | undefined;
  options: ClusterOptions;
}

/** Two reasons to try again: a port that somebody took in between, and shared memory that dying backends still hold. */
async function launch(plan: Launch): Promise<Cluster> {
  const log = join(plan.home, "postgres.log");
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(join(plan.home, "postgres.port"), attempt > 1);
    const from = existsSync(log) ? statSync(log).size : 0;
    const child = spawnServer(plan, port, log);
    const exited = new Promise<void>((done) => {
      child.once("exit", () => done());
      child.once("error", () => done());
    });
    if (await becomesReady(child, plan.dir)) return handle({ child, exited, port, log, plan });
    const said = logSince(log, from);
    const passing = /Address already in use|shared memory block .* is still in use/i.test(said);
    if (!passing || attempt >= 5) throw new Error(`PostgreSQL did not start: ${lastFatal(said)}`);
    await sleep(400);
  }
}

function spawnServer({ dir, native, user, options }: Launch, port: number, log: string): ChildProcess {
  const settings = { ...SETTINGS, ...options.settings };
  const args = ["-D", dir, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  return withLog(log, (fd) => {
    if (user) chownSync(dir, user.uid, user.gid);
    // Its own session: Ctrl-C at the terminal must reach us only, so that the app stops before its database.
    return spawn(join(native, "bin", "postgres"), args, {
      ...user,
      cwd: "/",
      env: serverEnv(),
      detached: true,
      stdio: ["ignore", fd, fd],
    });
  });
}

async function becomesReady(child: ChildProcess, dir: string): Promise<boolean> {
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  for (const end = Date.now() + READY_WITHIN; Date.now() < end; await sleep(10)) {
    if (failure) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const postmaster = readPostmaster(dir);
    if (postmaster?.ready && postmaster.pid === child.pid) return true;
  }
  if (child.pid) await stopPostmaster(child.pid);
  throw new StartupProblem(
    "PostgreSQL did not become ready within a minute: see postgres.log in the data folder.",
  );
}

function handle(running: {
  child: ChildProcess;
  exited: Promise<void>;
  port: number;
  log: string;
  plan: Launch;
}): Cluster {
  const { child, exited, port, log, plan } = running;
  const pid = child.pid ?? 0;
  const cap = setInterval(() => capLog(log), 60_000).unref();
  void exited.then(() => clearInterval(cap));
  child.unref();
  return {
    port,
    pid,
    home: plan.home,
    url: (database) => address(port, plan.options.password, database),
    exited,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await stopPostmaster(pid);
    },
  };
}

/** The same port as last time, so that what is configured against it keeps working; another one when that is taken. */
async function choosePort(file: string, another: boolean): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : NaN;
  if (!another && Number.isInteger(kept) && kept > 0 && (await isFree(kept))) return kept;
  const port = await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

/** PostgreSQL opens only the data of its own major version. */
function refuseOtherVersion(dir: string, native: string): void {
  const data = readFileSync(join(dir, "PG_VERSION"), "utf8").trim();
  const control = join(native, "share", "postgresql", "postgres.bki");
  const first = existsSync(control) ? (readFileSync(control, "utf8").split("\n", 1)[0] ?? "") : "";
  const ours = /PostgreSQL (\d+)/.exec(first)?.[1];
  if (ours && ours !== data) {
    throw new StartupProblem(
      `The data in ${dir} was written by PostgreSQL ${data} and the bundled one is ${ours}: dump it with the old version first.`,
    );
  }
}

function lastFatal(said: string): string {
  const lines = said.trim().split("\n");
  return (
    lines.findLast((line) => /FATAL|PANIC|error while loading/.test(line)) ??
    lines.at(-1) ??
    "it said nothing"
  );
}
