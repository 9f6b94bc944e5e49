import { libraryCounts, runState, type LibraryCounts } from "@/db/queries/status";
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

/** Counts by owner, with the state of the library and the providers they were made of. */
const known = new Map<string, { of: string; counts: LibraryCounts }>();
const MOST_KNOWN = 1_000;

/** How much is left, and whether a run is on its way. A library that did not change is not counted again. */
export async function readStatus(ctx: Context): Promise<EnrichmentStatus> {
  const { ownerId } = ctx;
  const { counts, state } = await ctx.db.read(async (tx) => {
    const { providers } = await askableProviders(tx, ownerId);
    // Read before the counts: a change in between makes them newer than their version, never older.
    const current = await runState(tx, ownerId);
    const of = `${current.version} ${providers.join()}`;
    const before = known.get(ownerId);
    if (before?.of === of) return { counts: before.counts, state: current };
    const fresh = await libraryCounts(tx, ownerId, providers);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(ownerId, { of, counts: fresh });
    return { counts: fresh, state: current };
  });
  return {
    artists_unenriched: counts.artists_unenriched,
    albums_unenriched: counts.albums_unenriched,
    pending_candidates: counts.pending_candidates,
    is_enrichment_needed: counts.due_at !== null && counts.due_at <= ctx.clock.now().getTime(),
    is_running: state.is_running,
    last_job_completed: state.last_status === null ? null : state.last_status === "completed",
  };
}
