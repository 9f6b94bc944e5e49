import { createHash } from "node:crypto";
import { and, asc, eq, lte, or } from "drizzle-orm";
import { announceChange } from "@/db/queries/outbox";
import { artwork, image } from "@/db/schema";
import { fetchImage, type ImageFailure } from "@/lib/providers/gateway/images";
import type { Context } from "@/lib/server/context";
import { reduceImage } from "./reduce";
import { writeImage } from "./store";

const RETRY_MS = 24 * 3_600_000;
/** What may be better tomorrow; the others need another address. */
const PASSING = new Set<ImageFailure>(["timeout", "http_error", "download_error"]);

/**
 * Fetches, checks and stores the next pictures that wait. Returns how many were tried; none means that none is due.
 */
export async function fetchQueuedArtwork(ctx: Context, input: { limit: number }): Promise<number> {
  const { ownerId } = ctx;
  const now = ctx.clock.now();
  const due = await ctx.db.read((tx) =>
    tx
      .select()
      .from(artwork)
      .where(
        and(
          eq(artwork.ownerId, ownerId),
          or(eq(artwork.status, "queued"), and(eq(artwork.status, "failed"), lte(artwork.retryAt, now))),
        ),
      )
      .orderBy(asc(artwork.updatedAt), asc(artwork.entityId))
      .limit(input.limit),
  );
  for (const row of due) {
    const stored = await fetchAndStore(row.sourceUrl);
    await ctx.db.transaction(async (tx) => {
      const at = ctx.clock.now();
      if (stored.kind === "stored") {
        const { sha256, width, height } = stored;
        await tx
          .insert(image)
          .values({ ownerId, sha256, width, height, createdAt: at })
          .onConflictDoNothing();
      }
      await tx
        .update(artwork)
        .set(
          stored.kind === "stored"
            ? { status: "stored", sha256: stored.sha256, failure: null, retryAt: null, updatedAt: at }
            : {
                status: "failed",
                failure: stored.failure,
                attempts: row.attempts + 1,
                retryAt: PASSING.has(stored.failure) ? new Date(at.getTime() + RETRY_MS) : null,
                updatedAt: at,
              },
        )
        .where(
          and(
            eq(artwork.ownerId, ownerId),
            eq(artwork.entityType, row.entityType),
            eq(artwork.entityId, row.entityId),
            // Another picture may have been chosen meanwhile.
            eq(artwork.sourceUrl, row.sourceUrl),
          ),
        );
      await announceChange(tx, ownerId);
    });
  }
  return due.length;
}

type Stored =
  | { kind: "stored"; sha256: string; width: number; height: number }
  | { kind: "failed"; failure: ImageFailure };

async function fetchAndStore(url: string): Promise<Stored> {
  const answer = await fetchImage(url);
  if (answer.kind === "failed") return answer;
  const reduced = await reduceImage(answer.bytes);
  if (!reduced) return { kind: "failed", failure: "invalid_image" };
  const sha256 = createHash("sha256").update(answer.bytes).digest("hex");
  await writeImage("images", sha256, reduced);
  return { kind: "stored", sha256, width: reduced.width, height: reduced.height };
}
