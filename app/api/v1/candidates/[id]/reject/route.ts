import { z } from "zod";
import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { rejectCandidate } from "@/lib/review/rejectCandidate";

const body = z.object({ reason: z.string().trim().min(1).max(200).optional() });

export const POST = route({ params: ["id"], body }, async ({ ctx, params, body: { reason } }) => {
  const result = await rejectCandidate(ctx, params.id, { reason });
  return result.ok ? json({ success: true, decision_id: result.value.decisionId }) : problemOf(result.error);
});
