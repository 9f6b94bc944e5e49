import type { RunRow } from "@/db/queries/runs";

/** A run as the REST API shows it. */
export function presentRun(row: RunRow) {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    triggered_by: row.triggeredBy,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    progress: { done: row.done, total: row.total, by_outcome: row.byOutcome },
    requests: row.requests,
    waiting_for: row.waitingFor,
    error: row.error,
  };
}
