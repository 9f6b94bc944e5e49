import { statusCounts } from "@/db/queries/status";
import type { Context } from "@/lib/server/context";
import { askableProviders } from "./askableProviders";

export interface EnrichmentStatus {
  artists_unenriched: number;
  albums_unenriched: number;
  pending_candidates: number;
  is_enrichment_needed: boolean;
  is_running: boolean;
  last_job_completed: boolean | null;
}

/** How much is left, and whether a run is on its way. */
export async function readStatus(ctx: Context): Promise<EnrichmentStatus> {
  const counts = await ctx.db.read(async (tx) => {
    const { providers } = await askableProviders(tx, ctx.ownerId);
    return statusCounts(tx, ctx.ownerId, providers, ctx.clock.now());
  });
  return {
    artists_unenriched: counts.artists_unenriched,
    albums_unenriched: counts.albums_unenriched,
    pending_candidates: counts.pending_candidates,
    is_enrichment_needed: counts.is_due,
    is_running: counts.is_running,
    last_job_completed: counts.last_status === null ? null : counts.last_status === "completed",
  };
}
