import { and, eq, inArray } from "drizzle-orm";
import { announceChange } from "@/db/queries/outbox";
import { run } from "@/db/schema";
import type { Context } from "@/lib/server/context";

/** Ends a run that broke for a reason of our own. */
export async function failRun(ctx: Context, runId: string, message: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(run)
      .set({ status: "failed", finishedAt: ctx.clock.now(), error: message })
      .where(
        and(eq(run.ownerId, ctx.ownerId), eq(run.id, runId), inArray(run.status, ["queued", "running"])),
      );
    await announceChange(tx, ctx.ownerId);
  });
}
