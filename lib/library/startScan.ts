import { realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { isUniqueViolation } from "@/db/errors";
import { announceChange, enqueueEvent } from "@/db/queries/outbox";
import { run } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/domain/errors";
import { env } from "@/lib/server/env";
import type { Context } from "@/lib/server/context";

/** Queues the scan of a folder below LIBRARY_ROOTS. The folder is resolved first, so that no link leads out of them. */
export async function startScan(ctx: Context, input: { folder: string }): Promise<Result<{ runId: string }>> {
  const place = await allowedPlace(input.folder);
  if (!place)
    return fail("invalid", "That folder is not below a folder that may be scanned.", {
      fields: [{ path: "folder", message: "not below LIBRARY_ROOTS" }],
    });
  const { ownerId } = ctx;
  const runId = ctx.newId();
  try {
    await ctx.db.transaction(async (tx) => {
      const now = ctx.clock.now();
      await tx.insert(run).values({
        id: runId,
        ownerId,
        kind: "scan",
        status: "queued",
        triggeredBy: "dashboard",
        params: place,
        createdAt: now,
      });
      await enqueueEvent(tx, {
        id: ctx.newId(),
        ownerId,
        name: "library/scan.requested",
        data: { ownerId, runId },
        createdAt: now,
      });
      await announceChange(tx, ownerId);
    });
  } catch (error) {
    if (isUniqueViolation(error, "run_one_live")) return fail("conflict", "A scan is running already.");
    throw error;
  }
  return ok({ runId });
}

/** The folder, and the music folder it lies in: paths are kept relative to that, whichever part of it is scanned. */
async function allowedPlace(folder: string): Promise<{ root: string; folder: string } | null> {
  try {
    const real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) return null;
    for (const given of env().LIBRARY_ROOTS) {
      const root = await realpath(given).catch(() => null);
      if (root && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)))
        return { root, folder: real };
    }
    return null;
  } catch {
    return null;
  }
}
