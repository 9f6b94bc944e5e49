import { z } from "zod";
import { listDecisions, type ListedDecision } from "@/db/queries/decisions";
import { findRun } from "@/db/queries/runs";
import { problem } from "@/lib/api/problem";
import { paging } from "@/lib/api/query";
import { json, route } from "@/lib/api/route";

const query = z.object({ run_id: z.uuid().optional(), ...paging });

export const GET = route({ query }, async ({ ctx, query: { run_id, cursor, limit } }) => {
  const rows = await ctx.db.read(async (tx) => {
    if (run_id && !(await findRun(tx, ctx.ownerId, run_id))) return null;
    return listDecisions(tx, ctx.ownerId, { before: cursor, limit: limit + 1, runId: run_id });
  });
  if (!rows) return problem(404, "There is no such run.");
  const page = rows.slice(0, limit);
  return json({
    items: page.map(present),
    next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  });
});

function present(row: ListedDecision) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    run_id: row.runId,
    action: row.action,
    entity_type: row.entityType,
    entity_id: row.entityId,
    entity_name: row.entityName,
    provider: row.provider,
    candidate_id: row.candidateId,
    from: row.before,
    to: row.after,
    reason: row.reason,
    confidence: row.confidence,
    scorer_version: row.scorerVersion,
    undoes: row.undoes,
    undone_by: row.undoneBy,
  };
}
