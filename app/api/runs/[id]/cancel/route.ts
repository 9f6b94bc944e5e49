import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { cancelRun } from "@/lib/runs/cancelRun";
import { presentRun } from "@/lib/runs/presentRun";

export const POST = route({ params: ["id"] }, async ({ ctx, params }) => {
  const result = await cancelRun(ctx, params.id);
  return result.ok ? json(presentRun(result.value)) : problemOf(result.error);
});
