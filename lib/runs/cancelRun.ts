import { and, eq, inArray } from "drizzle-orm";
import { announceChange, enqueueEvent } from "@/db/queries/outbox";
import { findRun, type RunRow } from "@/db/queries/runs";
import { run } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/server/context";

/** Stops a run that is queued or running. What it has settled stays. */
export async function cancelRun(ctx: Context, runId: string): Promise<Result<RunRow>> {
  const { ownerId } = ctx;
  return ctx.db.transaction(async (tx): Promise<Result<RunRow>> => {
    const now = ctx.clock.now();
    const rows = await tx
      .update(run)
      .set({ status: "cancelled", finishedAt: now })
      .where(and(eq(run.ownerId, ownerId), eq(run.id, runId), inArray(run.status, ["queued", "running"])))
      .returning();
    const cancelled = rows[0];
    if (!cancelled) {
      const current = await findRun(tx, ownerId, runId);
      return current
        ? fail("conflict", `This run is over: it is ${current.status}.`)
        : fail("not_found", "There is no such run.");
    }
    const data = { ownerId, runId };
    await enqueueEvent(tx, { id: ctx.newId(), ownerId, name: "run/cancelled", data, createdAt: now });
    await announceChange(tx, ownerId);
    return ok(cancelled);
  });
}
