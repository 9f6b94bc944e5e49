import { z } from "zod";
import { loadCandidatePicture } from "@/lib/artwork/loadCandidatePicture";
import { pictureSize } from "@/lib/api/picture";
import { problem } from "@/lib/api/problem";
import { route } from "@/lib/api/route";

const query = z.object({ size: pictureSize });

/** The picture of a candidate, through our own gateway: browsers never ask a provider. */
export const GET = route({ query, params: ["candidate_id"] }, async ({ ctx, query: { size }, params }) => {
  const picture = await loadCandidatePicture(ctx, { candidateId: params.candidate_id, size });
  if (!picture) return problem(404, "This candidate has no picture.");
  return new Response(new Uint8Array(picture), {
    headers: { "content-type": "image/webp", "cache-control": "private, max-age=86400" },
  });
});
