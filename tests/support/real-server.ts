import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runningCluster } from "@/db/embedded";
import { freePort } from "@/db/embedded/port";
import { isRunning, waitForExit } from "@/db/embedded/process";
import { ensureBuilt, isBuilt } from "@/scripts/launch/build";

const ROOT = join(import.meta.dirname, "..", "..");

/** Settings of whoever runs the tests that must not reach the server under test. */
const FOREIGN =
  /^(npm_|VITEST|INNGEST_|ENGINE_|SPOTIFY_|DATABASE_URL$|PUBLIC_URL$|HOST$|PORT$|DATA_DIR$|LIBRARY_ROOTS$|NEXTAUTH_|ENCRYPTION_KEY$|SIM_SPEED$|LOG_LEVEL$)/i;

/** The parts of a running server, by what their command lines say. */
export type Part = "launcher" | "app" | "engine" | "database";

/** `npm start` with a folder of its own: started, killed and started again as a person or a power cut would. */
export class RealServer {
  readonly dataDir: string;
  /** What was printed since the last start, both streams. */
  said: string[] = [];
  /** From the start of the command to the line that says it is ready. */
  readyAfterMs = 0;
  port = 0;
  private child: ChildProcess | undefined;
  private clusterHome: string | undefined;

  constructor(private readonly variables: Record<string, string> = {}) {
    this.dataDir = mkdtempSync(join(tmpdir(), "linernotes-server-"));
    // PostgreSQL's own user must be able to pass where the tests run as root.
    chmodSync(this.dataDir, 0o711);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The owner's bearer token. */
  get token(): string {
    return readFileSync(join(this.dataDir, "owner-token"), "utf8").trim();
  }

  /** Address of the database as its owner, behind row-level security. */
  get adminUrl(): string {
    if (this.variables.DATABASE_URL) return this.variables.DATABASE_URL;
    const { DATABASE_OWNER_PASSWORD: password } = this.secrets;
    const url = runningCluster(this.dataDir, password ?? "")?.url("linernotes");
    if (!url) throw new Error("The server's database does not run.");
    return url;
  }

  get secrets(): Record<string, string> {
    return JSON.parse(readFileSync(join(this.dataDir, "secrets.json"), "utf8")) as Record<string, string>;
  }

  /** Starts and waits until it is ready; `more` are settings of this start only. */
  async start(more: Record<string, string> = {}): Promise<void> {
    this.port ||= await freePort();
    await buildOnce();
    this.said = [];
    const kept = Object.entries(process.env).filter(([key]) => !FOREIGN.test(key));
    const began = performance.now();
    const child = spawn(process.execPath, [join(ROOT, "scripts", "run.cjs"), "start"], {
      cwd: ROOT,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...(Object.fromEntries(kept) as NodeJS.ProcessEnv),
        NODE_ENV: "production",
        LOG_LEVEL: "warn",
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        ...this.variables,
        ...more,
      },
    });
    this.child = child;
    await new Promise<void>((ready, fail) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          this.said.push(line);
          if (line.startsWith("Ready at ")) ready();
        });
      }
      child.once("exit", () =>
        fail(new Error(`The server ended instead of becoming ready:\n${this.said.join("\n")}`)),
      );
    });
    this.readyAfterMs = performance.now() - began;
  }

  /** The line that signs the owner in, once. */
  get signInLink(): string {
    return /^Sign in once at (\S+)/m.exec(this.said.join("\n"))?.[1] ?? "";
  }

  /** A request with the owner's token. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.origin), {
      ...init,
      headers: { authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string>) },
    });
  }

  /** The processes of this server that run now. The database's is its postmaster. */
  parts(): Map<Part, number> {
    const found = new Map<Part, number>();
    const launcher = this.child?.pid;
    if (launcher && isRunning(launcher)) found.set("launcher", launcher);
    for (const pid of launcher ? childrenOf(launcher) : []) {
      const command = commandOf(pid);
      if (command.includes("next-server") || command.includes("next/dist")) found.set("app", pid);
      else if (command.includes("inngest/executor")) found.set("engine", pid);
      else if (command.includes("postgres")) found.set("database", pid);
    }
    return found;
  }

  /** SIGKILL for all parts but those to be spared, and waits until they are gone. */
  async kill(spare: Part[] = []): Promise<void> {
    const victims = [...this.parts()].flatMap(([part, pid]) => (spare.includes(part) ? [] : [pid]));
    for (const pid of victims) process.kill(pid, "SIGKILL");
    for (const pid of victims) await waitForExit(pid, 5_000);
  }

  /** Stops it in order, as Ctrl-C does. */
  async stop(): Promise<void> {
    const moved = this.said.map((line) => /the database is kept in (.+)\.$/.exec(line)?.[1]).find(Boolean);
    this.clusterHome = moved ?? this.clusterHome;
    if (this.child?.pid && isRunning(this.child.pid)) {
      this.child.kill("SIGTERM");
      if (!(await waitForExit(this.child.pid, 12_000))) await this.kill();
    }
  }

  /** Stops it and forgets its data. */
  async close(): Promise<void> {
    await this.stop();
    for (const folder of [this.dataDir, this.clusterHome])
      if (folder && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the app if it is not built, or not of these sources; several test files at once build it once. */
async function buildOnce(): Promise<void> {
  const lock = join(ROOT, "node_modules", ".linernotes-building");
  while (!isBuilt()) {
    try {
      mkdirSync(lock);
    } catch {
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 180_000)
        rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 250));
      continue;
    }
    try {
      console.log("The app is not built: building it first.");
      await ensureBuilt(() => {});
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
