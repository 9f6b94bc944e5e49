import { z } from "zod";
import { countPending, pendingByOffset, type PendingCandidate } from "@/db/queries/candidates";
import { oneOf, wholeNumber } from "@/lib/api/query";
import { json, route } from "@/lib/api/route";

const query = z.object({
  entity_type: oneOf(["artist", "album"]),
  limit: wholeNumber(1, 200, 50),
  offset: wholeNumber(0, 1_000_000_000, 0),
});

export const GET = route({ query }, async ({ ctx, query: { entity_type, limit, offset } }) => {
  const filter = { provider: "spotify" as const, entityType: entity_type };
  const page = await ctx.db.read(async (tx) => ({
    rows: await pendingByOffset(tx, ctx.ownerId, filter, { limit, offset }),
    total: await countPending(tx, ctx.ownerId, filter),
  }));
  return json({ candidates: page.rows.map(present), total: page.total });
});

function present(row: PendingCandidate) {
  return {
    id: row.id,
    entity_type: row.entityType,
    entity_id: row.entityId,
    entity_name: row.entityName,
    spotify_uri: row.uri,
    spotify_name: row.name,
    spotify_image_url: row.imageUrl,
    confidence_score: row.score,
    extra_info: { ...row.extra, evidence: row.evidence },
  };
}
