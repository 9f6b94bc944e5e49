import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { undoDecision } from "@/lib/review/undoDecision";

export const POST = route({ params: ["id"] }, async ({ ctx, params }) => {
  const result = await undoDecision(ctx, params.id);
  return result.ok ? json({ success: true, decision_id: result.value.decisionId }) : problemOf(result.error);
});
