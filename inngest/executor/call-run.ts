import type { EngineContext } from "./context";
import { buildCallRequest, type AppTarget, type CallState } from "./protocol/request";
import type { LeasedItem } from "./queue";
import type { EventPayload, RunStatus } from "./types";

/**
 * Reads a run's state and writes the request that takes it further. Undefined when the run has ended meanwhile.
 */
export async function prepareCall(
  context: EngineContext,
  target: AppTarget,
  item: LeasedItem,
): Promise<Request | undefined> {
  const { sql, clock, registry } = context;
  const [[run], steps] = await Promise.all([
    sql<{ status: RunStatus; event: string; parallel: boolean }[]>`
      select status, event::text as event, parallel from inngest.runs where id = ${item.runId}`,
    sql<{ id: string; failed: boolean; data: string }[]>`
      select id, failed, data::text as data from inngest.steps where run_id = ${item.runId} and not pending order by position`,
  ]);
  if (!run || (run.status !== "queued" && run.status !== "running")) return undefined;
  if (run.status === "queued")
    await sql`update inngest.runs set status = 'running', started_at = ${clock.now()} where id = ${item.runId} and status = 'queued'`;
  const state: CallState = {
    event: JSON.parse(run.event) as EventPayload,
    memos: steps.map(({ id, failed, data }) => {
      const value: unknown = JSON.parse(data);
      return { id, memo: failed ? { type: "error", error: value } : { type: "data", data: value } };
    }),
    parallel: run.parallel,
    maxAttempts: registry.maxAttempts(item.functionId),
  };
  return buildCallRequest(target, item, state);
}
