import { and, eq, inArray } from "drizzle-orm";
import { announceChange, enqueueEvent } from "@/db/queries/outbox";
import { findRun } from "@/db/queries/runs";
import { run } from "@/db/schema";
import { isLive } from "@/lib/domain/run";
import type { Context } from "@/lib/server/context";

/**
 * How a provider's part of a run ended. deferred: it paused us, the rest is asked by a later run. waiting: a person must
 * connect it again first. down: it gave no answer.
 */
export type ProviderEnd = "done" | "deferred" | "waiting" | "down";

/**
 * Ends a run. What was not asked because a provider paused or was down counts as deferred; the run failed only if no
 * provider at all could be asked.
 */
export async function finishEnrichment(
  ctx: Context,
  runId: string,
  ends: Record<string, ProviderEnd>,
): Promise<void> {
  const { ownerId } = ctx;
  await ctx.db.transaction(async (tx) => {
    const current = await findRun(tx, ownerId, runId);
    if (!current || !isLive(current.status)) return;
    const all = Object.values(ends);
    const failed = all.length > 0 && all.every((end) => end === "down");
    const waiting = Object.keys(ends).filter((provider) => ends[provider] === "waiting");
    const left = Math.max(0, current.total - current.done);
    const deferred = all.some((end) => end !== "done") ? left : 0;
    await tx
      .update(run)
      .set({
        status: failed ? "failed" : "completed",
        finishedAt: ctx.clock.now(),
        error: failed ? "No provider could be reached." : null,
        waitingFor: [...new Set([...current.waitingFor, ...waiting])],
        byOutcome: deferred > 0 ? { ...current.byOutcome, deferred } : current.byOutcome,
        // An artist may have been settled by its album after it was counted as due.
        total: deferred > 0 ? Math.max(current.total, current.done) : current.done,
      })
      .where(and(eq(run.ownerId, ownerId), eq(run.id, runId), inArray(run.status, ["queued", "running"])));
    // Once more at the end: a server that was killed between a match and its announcement left pictures waiting.
    const event = { id: ctx.newId(), ownerId, name: "artwork/queued", data: { ownerId } };
    await enqueueEvent(tx, { ...event, createdAt: ctx.clock.now() });
    await announceChange(tx, ownerId);
  });
}
