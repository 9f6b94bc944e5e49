import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeDataDir } from "@/db/embedded/place";
import { birthOf, isRunning } from "@/db/embedded/process";
import { explain, StartupProblem } from "@/db/embedded/problem";

const holderSchema = z.object({ pid: z.number(), birth: z.string(), port: z.number() });
type Holder = z.infer<typeof holderSchema>;

export interface DataDirLock {
  /** The last server was killed rather than stopped: its children may still be dying. */
  tookOver: boolean;
  release(): void;
}

/** Who holds the folder now; a dead process, or another one under the same number, holds nothing. */
export function lockHolder(dataDir: string): Holder | undefined {
  const holder = readHolder(join(dataDir, "lock"));
  return holder && isAlive(holder) ? holder : undefined;
}

/**
 * One server a data folder. The lock is a file that appears complete (linked, not written in place) and names its process by
 * number and birth, so that a killed server's lock is known to be stale even after its number was given to another process.
 */
export function lockDataDir(dataDir: string, port: number): DataDirLock {
  const file = join(dataDir, "lock");
  const mine = join(dataDir, `lock.${process.pid}`);
  let tookOver = false;
  try {
    makeDataDir(dataDir);
    writeFileSync(
      mine,
      JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), port } satisfies Holder),
    );
    while (!tryLink(mine, file)) {
      const holder = readHolder(file);
      if (holder && isAlive(holder)) {
        throw new StartupProblem(
          `Another Linernotes (process ${holder.pid}, port ${holder.port}) uses the data folder ${dataDir}: stop it or set another DATA_DIR.`,
        );
      }
      tookOver = true;
      removeStale(file, holder);
    }
  } catch (error) {
    throw explain(error, `the data folder ${dataDir} was being prepared`);
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    tookOver,
    release: () => {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the stale lock aside; when somebody else was quicker and what was moved is theirs, it is put back. */
function removeStale(file: string, stale: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== stale?.pid || moved.birth !== stale.birth) && isAlive(moved))
    tryLink(aside, file);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  return isRunning(holder.pid) && birthOf(holder.pid) === holder.birth;
}
