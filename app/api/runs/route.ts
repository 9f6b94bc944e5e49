import { z } from "zod";
import { findRun, listRuns } from "@/db/queries/runs";
import { problem } from "@/lib/api/problem";
import { oneOf, paging } from "@/lib/api/query";
import { json, route } from "@/lib/api/route";
import { RUN_KINDS, RUN_STATUSES } from "@/lib/domain/run";
import { presentRun } from "@/lib/runs/presentRun";

const query = z.object({ kind: oneOf(RUN_KINDS), status: oneOf(RUN_STATUSES), ...paging });

export const GET = route({ query }, async ({ ctx, query: { kind, status, cursor, limit } }) => {
  const rows = await ctx.db.read(async (tx) => {
    if (cursor && !(await findRun(tx, ctx.ownerId, cursor))) return null;
    return listRuns(tx, ctx.ownerId, { kind, status, before: cursor, limit: limit + 1 });
  });
  if (!rows) return problem(404, "There is no such run to go on behind.");
  const page = rows.slice(0, limit);
  return json({
    items: page.map(presentRun),
    next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  });
});
