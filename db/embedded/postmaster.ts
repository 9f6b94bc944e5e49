import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StartupProblem } from "./problem";
import { servesFolder, waitForExit } from "./process";

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none or it is half written. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The server that runs on this folder right now, if any. */
export function runningPostmaster(dataDir: string): Postmaster | undefined {
  const postmaster = readPostmaster(dataDir);
  return postmaster && servesFolder(postmaster.pid, dataDir) ? postmaster : undefined;
}

/**
 * Clears the way for a new server: an orphan that outlived its killed launcher is stopped as PostgreSQL's "fast" stop does
 * (nothing committed is lost), and a pid file whose process is dead, a zombie or somebody else's is removed. PostgreSQL itself
 * only asks whether the pid exists, so a zombie or a used-again pid would keep it from starting for ever.
 */
export async function clearTheWay(dataDir: string): Promise<void> {
  const left = readPostmaster(dataDir);
  if (left && servesFolder(left.pid, dataDir)) await stopPostmaster(left.pid);
  rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

/** Fast stop (SIGINT); after five seconds an immediate one (SIGQUIT), from which the next start recovers by its log. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 5_000],
    ["SIGQUIT", 2_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ESRCH") return;
      throw new StartupProblem(
        `A PostgreSQL of another user (process ${pid}) runs on this data folder: stop it first.`,
      );
    }
    if (await waitForExit(pid, patience)) return;
  }
  throw new StartupProblem(
    `The PostgreSQL with process id ${pid} runs on this data folder and does not stop.`,
  );
}
