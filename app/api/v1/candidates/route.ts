import { z } from "zod";
import { pendingByCursor, type PendingCandidate } from "@/db/queries/candidates";
import { findCandidate } from "@/db/queries/matches";
import { problem } from "@/lib/api/problem";
import { oneOf, paging } from "@/lib/api/query";
import { json, route } from "@/lib/api/route";
import { PROVIDERS } from "@/lib/domain/entity";

const query = z.object({ provider: oneOf(PROVIDERS), entity_type: oneOf(["artist", "album"]), ...paging });

export const GET = route({ query }, async ({ ctx, query: { provider, entity_type, cursor, limit } }) => {
  const filter = { provider, entityType: entity_type };
  const rows = await ctx.db.read(async (tx) => {
    if (cursor && !(await findCandidate(tx, ctx.ownerId, cursor))) return null;
    return pendingByCursor(tx, ctx.ownerId, filter, { limit: limit + 1, after: cursor });
  });
  if (!rows) return problem(404, "There is no such candidate to go on behind.");
  const page = rows.slice(0, limit);
  return json({
    items: page.map(present),
    next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  });
});

function present(row: PendingCandidate) {
  return {
    id: row.id,
    entity_type: row.entityType,
    entity_id: row.entityId,
    entity_name: row.entityName,
    provider: row.provider,
    external_id: row.externalId,
    uri: row.uri,
    url: row.url,
    name: row.name,
    image_url: row.imageUrl,
    confidence_score: row.score,
    extra_info: { ...row.extra, evidence: row.evidence },
  };
}
