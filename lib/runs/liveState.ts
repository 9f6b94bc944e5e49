import { listRuns } from "@/db/queries/runs";
import { runState } from "@/db/queries/status";
import { readStatus, type EnrichmentStatus } from "@/lib/enrichment/readStatus";
import type { Context } from "@/lib/server/context";
import { presentRun } from "./presentRun";

/** What open pages follow: the counts, and the runs that are on their way or ended last. */
export interface LiveState {
  counts: EnrichmentStatus;
  runs: ReturnType<typeof presentRun>[];
  /** Another one after each change of the library: also of what no count shows. */
  version: string | null;
}

const MOST_RUNS = 10;

export async function readLiveState(ctx: Context): Promise<LiveState> {
  const counts = await readStatus(ctx);
  const { runs, version } = await ctx.db.read(async (tx) => ({
    version: (await runState(tx, ctx.ownerId)).version,
    runs: await listRuns(tx, ctx.ownerId, { limit: MOST_RUNS }),
  }));
  return { counts, runs: runs.map(presentRun), version };
}
