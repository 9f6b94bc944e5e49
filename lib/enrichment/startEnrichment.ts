import { isUniqueViolation } from "@/db/errors";
import { announceChange, enqueueEvent } from "@/db/queries/outbox";
import { findLiveRun, type RunRow } from "@/db/queries/runs";
import { run } from "@/db/schema";
import type { RunTrigger } from "@/lib/domain/run";
import type { Context } from "@/lib/server/context";

/**
 * Queues an enrichment run. One at a time a library: where one is queued or running, that one is the answer, also for
 * two calls at the same moment.
 */
export async function startEnrichment(
  ctx: Context,
  input: { triggeredBy: RunTrigger },
): Promise<{ run: RunRow; started: boolean }> {
  const { ownerId } = ctx;
  try {
    return await ctx.db.transaction(async (tx) => {
      const live = await findLiveRun(tx, ownerId, "enrichment");
      if (live) return { run: live, started: false };
      const now = ctx.clock.now();
      const rows = await tx
        .insert(run)
        .values({
          id: ctx.newId(),
          ownerId,
          kind: "enrichment",
          status: "queued",
          triggeredBy: input.triggeredBy,
          createdAt: now,
        })
        .returning();
      const created = rows[0];
      if (!created) throw new Error("The run was not inserted.");
      const data = { ownerId, runId: created.id };
      await enqueueEvent(tx, {
        id: ctx.newId(),
        ownerId,
        name: "enrichment/run.requested",
        data,
        createdAt: now,
      });
      await announceChange(tx, ownerId);
      return { run: created, started: true };
    });
  } catch (error) {
    if (!isUniqueViolation(error, "run_one_live")) throw error;
    const live = await ctx.db.read((tx) => findLiveRun(tx, ownerId, "enrichment"));
    if (!live) throw error;
    return { run: live, started: false };
  }
}
