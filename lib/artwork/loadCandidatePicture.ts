import { createHash } from "node:crypto";
import { findCandidate } from "@/db/queries/matches";
import { fetchImage } from "@/lib/providers/gateway/images";
import type { Context } from "@/lib/server/context";
import { reduceImage, type Size } from "./reduce";
import { readImage, writeImage } from "./store";

/** The picture of one of the account's candidates, reduced; fetched from the provider the first time it is shown. */
export async function loadCandidatePicture(
  ctx: Context,
  input: { candidateId: string; size: Size },
): Promise<Buffer | null> {
  const found = await ctx.db.read((tx) => findCandidate(tx, ctx.ownerId, input.candidateId));
  if (!found?.imageUrl) return null;
  const digest = createHash("sha256").update(found.imageUrl).digest("hex");
  const kept = await readImage("pictures", digest, input.size);
  if (kept) return kept;
  const answer = await fetchImage(found.imageUrl);
  const reduced = answer.kind === "image" ? await reduceImage(answer.bytes) : null;
  if (!reduced) return null;
  await writeImage("pictures", digest, reduced);
  return reduced.files[input.size];
}
