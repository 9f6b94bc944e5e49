import { readdirSync, readFileSync } from "node:fs";
import type { RealServer } from "@/tests/support/real-server";

export interface ProcessorSeconds {
  app: number;
  database: number;
}

/**
 * Processor time that a server's app and database have used so far. On a machine that others work on too it tells more
 * than the clock: what the busier of the two needs is what a quiet machine would take.
 */
export function processorSeconds(server: RealServer): ProcessorSeconds {
  const parts = server.parts();
  const postmaster = parts.get("database");
  let database = 0;
  for (const entry of readdirSync("/proc")) {
    const fields = /^\d+$/.test(entry) ? statOf(entry) : [];
    // Field 4 is the parent, 14 and 15 the time of the process, 16 and 17 that of its dead children.
    if (Number(entry) === postmaster) database += seconds(fields, [11, 12, 13, 14]);
    else if (postmaster && Number(fields[1]) === postmaster) database += seconds(fields, [11, 12]);
  }
  return { app: seconds(statOf(String(parts.get("app"))), [11, 12]), database };
}

/** What was used between two looks. */
export function used(before: ProcessorSeconds, after: ProcessorSeconds): ProcessorSeconds {
  return { app: after.app - before.app, database: after.database - before.database };
}

function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** The kernel counts in hundredths of a second. */
function seconds(fields: string[], which: number[]): number {
  return which.reduce((sum, field) => sum + Number(fields[field] ?? 0), 0) / 100;
}
