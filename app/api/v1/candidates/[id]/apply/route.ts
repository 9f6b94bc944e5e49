import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { applyCandidate } from "@/lib/review/applyCandidate";

export const POST = route({ params: ["id"] }, async ({ ctx, params }) => {
  const result = await applyCandidate(ctx, params.id);
  if (!result.ok) return problemOf(result.error);
  const { candidate, decisionId } = result.value;
  return json({ success: true, provider: candidate.provider, uri: candidate.uri, decision_id: decisionId });
});
