import { problemOf } from "@/lib/api/problem";
import { json, route } from "@/lib/api/route";
import { applyCandidate } from "@/lib/review/applyCandidate";

export const POST = route({ params: ["candidate_id"] }, async ({ ctx, params }) => {
  const result = await applyCandidate(ctx, params.candidate_id);
  if (!result.ok) return problemOf(result.error);
  return json({
    success: true,
    message: "Successfully applied Spotify match",
    spotify_uri: result.value.candidate.uri,
  });
});
