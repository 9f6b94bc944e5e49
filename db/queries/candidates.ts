import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { album, artist, candidate } from "@/db/schema";
import type { Provider } from "@/lib/domain/entity";

export interface CandidateFilter {
  provider?: Provider;
  entityType?: "artist" | "album";
}

const pending = (ownerId: string, filter: CandidateFilter) =>
  and(
    eq(candidate.ownerId, ownerId),
    filter.provider ? eq(candidate.provider, filter.provider) : undefined,
    eq(candidate.status, "pending"),
    filter.entityType ? eq(candidate.entityType, filter.entityType) : undefined,
  );

export async function countPending(tx: Tx, ownerId: string, filter: CandidateFilter): Promise<number> {
  const rows = await tx.select({ total: count() }).from(candidate).where(pending(ownerId, filter));
  return rows[0]?.total ?? 0;
}

export type PendingCandidate = Awaited<ReturnType<typeof readCandidates>>[number];

/**
 * A page of pending candidates by offset: highest score first, the id between equal ones. The page is found on the
 * index alone; only its rows are read whole.
 */
export async function pendingByOffset(
  tx: Tx,
  ownerId: string,
  filter: CandidateFilter,
  page: { limit: number; offset: number },
): Promise<PendingCandidate[]> {
  const ids = await tx
    .select({ id: candidate.id })
    .from(candidate)
    .where(pending(ownerId, filter))
    .orderBy(...byScore)
    .limit(page.limit)
    .offset(page.offset);
  return readCandidates(
    tx,
    ownerId,
    ids.map((row) => row.id),
  );
}

/** The same order by keyset: what stands behind the candidate `after`. */
export async function pendingByCursor(
  tx: Tx,
  ownerId: string,
  filter: CandidateFilter,
  page: { limit: number; after?: string },
): Promise<PendingCandidate[]> {
  const behind = page.after
    ? sql`(${candidate.score}, ${candidate.id}) < (select score, id from candidate where owner_id = ${ownerId} and id = ${page.after})`
    : undefined;
  const ids = await tx
    .select({ id: candidate.id })
    .from(candidate)
    .where(and(pending(ownerId, filter), behind))
    .orderBy(...byScore)
    .limit(page.limit);
  return readCandidates(
    tx,
    ownerId,
    ids.map((row) => row.id),
  );
}

// NULLS FIRST is what descending means to PostgreSQL: written so, the ascending index is read backwards.
const byScore = [desc(candidate.score), desc(candidate.id)];

async function readCandidates(tx: Tx, ownerId: string, ids: string[]) {
  if (ids.length === 0) return [];
  return tx
    .select({
      id: candidate.id,
      entityType: candidate.entityType,
      entityId: candidate.entityId,
      entityName: sql<string>`coalesce(${artist.name}, ${album.title}, '')`,
      provider: candidate.provider,
      externalId: candidate.externalId,
      uri: candidate.uri,
      url: candidate.url,
      name: candidate.name,
      imageUrl: candidate.imageUrl,
      score: candidate.score,
      evidence: candidate.evidence,
      extra: candidate.extra,
    })
    .from(candidate)
    .leftJoin(artist, and(eq(candidate.entityType, "artist"), eq(artist.id, candidate.entityId)))
    .leftJoin(album, and(eq(candidate.entityType, "album"), eq(album.id, candidate.entityId)))
    .where(and(eq(candidate.ownerId, ownerId), inArray(candidate.id, ids)))
    .orderBy(...byScore);
}
