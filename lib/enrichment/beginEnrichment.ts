import { and, eq, inArray } from "drizzle-orm";
import { countDue } from "@/db/queries/due";
import { announceChange } from "@/db/queries/outbox";
import { findRun } from "@/db/queries/runs";
import { run } from "@/db/schema";
import { isLive } from "@/lib/domain/run";
import type { EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";
import { askableProviders } from "./askableProviders";

/**
 * Starts a queued run: which providers can be asked, which must wait for a person, and how much is due. The answer is
 * null when the run is over already.
 */
export async function beginEnrichment(
  ctx: Context,
  runId: string,
): Promise<{ providers: EnrichingProvider[] } | null> {
  const { ownerId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const current = await findRun(tx, ownerId, runId);
    if (!current || !isLive(current.status)) return null;
    const now = ctx.clock.now();
    const { providers, waitingFor } = await askableProviders(tx, ownerId);
    let total = 0;
    for (const provider of providers) total += await countDue(tx, { ownerId, provider, runId, now });
    await tx
      .update(run)
      .set({ status: "running", startedAt: current.startedAt ?? now, total, waitingFor })
      .where(and(eq(run.ownerId, ownerId), eq(run.id, runId), inArray(run.status, ["queued", "running"])));
    await announceChange(tx, ownerId);
    return { providers };
  });
}
