import { beginEnrichment } from "@/lib/enrichment/beginEnrichment";
import { enrichBatch, FAILURES_IN_ROW } from "@/lib/enrichment/enrichBatch";
import { finishEnrichment, type ProviderEnd } from "@/lib/enrichment/finishEnrichment";
import { startEnrichment } from "@/lib/enrichment/startEnrichment";
import { findRun, type RunRow } from "@/db/queries/runs";
import type { EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";

/**
 * One enrichment run from beginning to end without the job engine, so that a test can give it a clock of its own. The
 * engine's own way through it is tested beside lib/enrichment.
 */
export async function enrichNow(ctx: Context): Promise<RunRow> {
  const { run } = await startEnrichment(ctx, { triggeredBy: "manual_api" });
  const begun = await beginEnrichment(ctx, run.id);
  const ends: Record<string, ProviderEnd> = {};
  for (const provider of begun?.providers ?? []) ends[provider] = await ask(ctx, run.id, provider);
  await finishEnrichment(ctx, run.id, ends);
  const ended = await ctx.db.read((tx) => findRun(tx, ctx.ownerId, run.id));
  if (!ended) throw new Error("The run is gone.");
  return ended;
}

async function ask(ctx: Context, runId: string, provider: EnrichingProvider): Promise<ProviderEnd> {
  for (;;) {
    const batch = await enrichBatch(ctx, { runId, provider, size: 10 });
    if (batch.failuresInRow >= FAILURES_IN_ROW) return "down";
    if (batch.next === "done" || batch.next === "over") return "done";
    if (batch.next === "deferred" || batch.next === "waiting") return batch.next;
    if (batch.until) {
      const wait = Date.parse(batch.until) - ctx.clock.now().getTime();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    }
  }
}
