import { findRun } from "@/db/queries/runs";
import { problem } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { presentRun } from "@/lib/runs/presentRun";

export const GET = route({ params: ["id"] }, async ({ ctx, params }) => {
  const found = await ctx.db.read((tx) => findRun(tx, ctx.ownerId, params.id));
  return found ? json(presentRun(found)) : problem(404, "There is no such run.");
});
