import { existsSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Is there a process with this id that still runs? A zombie does not: it only waits for somebody to read its exit code. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return stateOf(pid) !== "Z";
}

/** One letter of /proc/PID/stat, undefined where there is no /proc. The command may hold spaces and brackets: cut at the last one. */
function stateOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  } catch {
    return undefined;
  }
}

/**
 * When the process began, in ticks since boot plus the boot's id: with the pid it names one process for ever, where the pid
 * alone is used again. Empty where there is no /proc.
 */
export function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${fields[19]}@${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}`;
  } catch {
    return "";
  }
}

/**
 * Is this process the PostgreSQL that serves the folder? The postmaster's working directory is its data directory; where
 * that may not be read, its command line says it. Without /proc nobody can tell: then yes, the careful answer.
 */
export function servesFolder(pid: number, dataDir: string): boolean {
  if (!isRunning(pid)) return false;
  if (!existsSync("/proc/self/stat")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
    } catch {
      return false;
    }
  }
}

/** Waits until the process is gone (or a zombie); false when it still runs after `ms`. */
export async function waitForExit(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    if (!isRunning(pid)) return true;
  }
  return !isRunning(pid);
}
