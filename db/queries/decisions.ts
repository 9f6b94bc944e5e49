import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { album, artist, decision } from "@/db/schema";

export type ListedDecision = Awaited<ReturnType<typeof listDecisions>>[number];

/** What was decided, newest first, with the names of what it was about. */
export async function listDecisions(
  tx: Tx,
  ownerId: string,
  page: { before?: string; limit: number; runId?: string },
) {
  return tx
    .select({
      id: decision.id,
      at: decision.at,
      actor: decision.actor,
      runId: decision.runId,
      action: decision.action,
      entityType: decision.entityType,
      entityId: decision.entityId,
      entityName: sql<string>`coalesce(${artist.name}, ${album.title}, '')`,
      provider: decision.provider,
      candidateId: decision.candidateId,
      before: decision.before,
      after: decision.after,
      reason: decision.reason,
      confidence: decision.confidence,
      scorerVersion: decision.scorerVersion,
      undoes: decision.undoes,
      undoneBy: decision.undoneBy,
    })
    .from(decision)
    .leftJoin(artist, and(eq(decision.entityType, "artist"), eq(artist.id, decision.entityId)))
    .leftJoin(album, and(eq(decision.entityType, "album"), eq(album.id, decision.entityId)))
    .where(
      and(
        eq(decision.ownerId, ownerId),
        page.before ? lt(decision.id, page.before) : undefined,
        page.runId ? eq(decision.runId, page.runId) : undefined,
      ),
    )
    .orderBy(desc(decision.id))
    .limit(page.limit);
}
