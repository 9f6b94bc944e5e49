import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { rejectCandidate } from "@/lib/review/rejectCandidate";

export const POST = route({ params: ["candidate_id"] }, async ({ ctx, params }) => {
  const result = await rejectCandidate(ctx, params.candidate_id);
  return result.ok ? json({ success: true, message: "Candidate rejected" }) : problemOf(result.error);
});
