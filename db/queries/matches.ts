import { and, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { album, artist, artwork, candidate, decision, link, lookup } from "@/db/schema";
import type { EntityType, Provider } from "@/lib/domain/entity";

export interface EntityKey {
  type: EntityType;
  id: string;
}

export type CandidateRow = typeof candidate.$inferSelect;
export type LinkRow = typeof link.$inferSelect;
export type DecisionRow = typeof decision.$inferSelect;

/** Holds everybody else who would decide about the same artist or album until this transaction ends. */
export async function lockEntity(tx: Tx, ownerId: string, entity: EntityKey): Promise<void> {
  const table = entity.type === "artist" ? artist : album;
  await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.ownerId, ownerId), eq(table.id, entity.id)))
    .for("no key update");
}

export async function findCandidate(tx: Tx, ownerId: string, id: string): Promise<CandidateRow | null> {
  const rows = await tx
    .select()
    .from(candidate)
    .where(and(eq(candidate.ownerId, ownerId), eq(candidate.id, id)));
  return rows[0] ?? null;
}

/** Who in the library holds this record of a provider already. */
export async function findLinkByExternalId(
  tx: Tx,
  ownerId: string,
  provider: Provider,
  type: EntityType,
  externalId: string,
): Promise<LinkRow | null> {
  const rows = await tx
    .select()
    .from(link)
    .where(
      and(
        eq(link.ownerId, ownerId),
        eq(link.provider, provider),
        eq(link.entityType, type),
        eq(link.externalId, externalId),
      ),
    );
  return rows[0] ?? null;
}

export async function nameOf(tx: Tx, ownerId: string, entity: EntityKey): Promise<string | null> {
  if (entity.type === "artist") {
    const rows = await tx
      .select({ name: artist.name })
      .from(artist)
      .where(and(eq(artist.ownerId, ownerId), eq(artist.id, entity.id)));
    return rows[0]?.name ?? null;
  }
  const rows = await tx
    .select({ name: album.title })
    .from(album)
    .where(and(eq(album.ownerId, ownerId), eq(album.id, entity.id)));
  return rows[0]?.name ?? null;
}

const sameQuestion = (ownerId: string, entity: EntityKey, provider: Provider) =>
  and(
    eq(candidate.ownerId, ownerId),
    eq(candidate.entityType, entity.type),
    eq(candidate.entityId, entity.id),
    eq(candidate.provider, provider),
  );

/**
 * Writes a candidate as a run found it. One that a person rejected, or that is applied, keeps its status; one that was
 * superseded, or made way for a sibling that is no longer applied, waits again.
 */
export async function upsertCandidate(
  tx: Tx,
  row: Omit<typeof candidate.$inferInsert, "status">,
): Promise<{ id: string; status: CandidateRow["status"] }> {
  const { id: _id, createdAt: _createdAt, ...fresh } = row;
  const waitsAgain = sql`${candidate.status} = 'superseded' or ${candidate.statusReason} = 'sibling_applied'`;
  const rows = await tx
    .insert(candidate)
    .values({ ...row, status: "pending" })
    .onConflictDoUpdate({
      target: [
        candidate.ownerId,
        candidate.entityType,
        candidate.entityId,
        candidate.provider,
        candidate.externalId,
      ],
      set: {
        ...fresh,
        status: sql`case when ${waitsAgain} then 'pending' else ${candidate.status} end`,
        statusReason: sql`case when ${waitsAgain} then null else ${candidate.statusReason} end`,
      },
    })
    .returning({ id: candidate.id, status: candidate.status });
  const written = rows[0];
  if (!written) throw new Error("A candidate was neither inserted nor updated.");
  return written;
}

/** Pending candidates that the latest answer no longer names. */
export async function supersedeOthers(
  tx: Tx,
  ownerId: string,
  entity: EntityKey,
  provider: Provider,
  kept: string[],
): Promise<void> {
  await tx
    .update(candidate)
    .set({ status: "superseded" })
    .where(
      and(
        sameQuestion(ownerId, entity, provider),
        eq(candidate.status, "pending"),
        kept.length > 0 ? notInArray(candidate.externalId, kept) : undefined,
      ),
    );
}

/** Marks one applied and its pending siblings rejected, which is no verdict on them. Returns the siblings' ids. */
export async function markApplied(
  tx: Tx,
  ownerId: string,
  entity: EntityKey,
  provider: Provider,
  candidateId: string,
  now: Date,
): Promise<string[]> {
  await tx
    .update(candidate)
    .set({ status: "applied", statusReason: null, decidedAt: now })
    .where(and(eq(candidate.ownerId, ownerId), eq(candidate.id, candidateId)));
  const siblings = await tx
    .update(candidate)
    .set({ status: "rejected", statusReason: "sibling_applied", decidedAt: now })
    .where(
      and(
        sameQuestion(ownerId, entity, provider),
        eq(candidate.status, "pending"),
        ne(candidate.id, candidateId),
      ),
    )
    .returning({ id: candidate.id });
  return siblings.map((row) => row.id);
}

/** Siblings that were set aside by an apply wait again once it is undone. */
export async function reopenSiblings(
  tx: Tx,
  ownerId: string,
  entity: EntityKey,
  provider: Provider,
): Promise<void> {
  await tx
    .update(candidate)
    .set({ status: "pending", statusReason: null, decidedAt: null })
    .where(
      and(
        sameQuestion(ownerId, entity, provider),
        eq(candidate.status, "rejected"),
        eq(candidate.statusReason, "sibling_applied"),
      ),
    );
}

export async function setCandidateStatus(
  tx: Tx,
  ownerId: string,
  ids: string[],
  status: CandidateRow["status"],
  reason: string | null,
  decidedAt: Date | null,
): Promise<void> {
  await tx
    .update(candidate)
    .set({ status, statusReason: reason, decidedAt })
    .where(and(eq(candidate.ownerId, ownerId), inArray(candidate.id, ids)));
}

/** Replaces the entity's link at that provider. */
export async function putLink(tx: Tx, row: typeof link.$inferInsert): Promise<void> {
  const { id: _id, ...fresh } = row;
  await tx
    .insert(link)
    .values(row)
    .onConflictDoUpdate({
      target: [link.ownerId, link.entityType, link.entityId, link.provider],
      set: { ...fresh, tracksCheckedAt: null, tracksRunId: null },
    });
}

export async function removeLink(
  tx: Tx,
  ownerId: string,
  entity: EntityKey,
  provider: Provider,
): Promise<LinkRow | null> {
  const rows = await tx
    .delete(link)
    .where(
      and(
        eq(link.ownerId, ownerId),
        eq(link.entityType, entity.type),
        eq(link.entityId, entity.id),
        eq(link.provider, provider),
      ),
    )
    .returning();
  return rows[0] ?? null;
}

/** Removes the automatic links of an album's tracks at a provider. */
export async function removeTrackLinks(
  tx: Tx,
  ownerId: string,
  albumId: string,
  provider: Provider,
): Promise<void> {
  await tx.execute(sql`
    delete from link k using track t
    where k.owner_id = ${ownerId} and k.entity_type = 'track' and k.provider = ${provider} and k.origin = 'auto'
      and t.owner_id = ${ownerId} and t.album_id = ${albumId} and t.id = k.entity_id`);
}

export async function putLookup(tx: Tx, row: typeof lookup.$inferInsert): Promise<void> {
  await tx
    .insert(lookup)
    .values(row)
    .onConflictDoUpdate({
      target: [lookup.ownerId, lookup.entityType, lookup.entityId, lookup.provider],
      set: {
        status: row.status,
        askedAt: row.askedAt,
        askAgainAt: row.askAgainAt ?? null,
        detail: row.detail ?? null,
        runId: row.runId ?? null,
        attempts: sql`case when ${lookup.status} = ${row.status} then ${lookup.attempts} + 1 else 1 end`,
      },
    });
}

export async function findLookup(tx: Tx, ownerId: string, entity: EntityKey, provider: Provider) {
  const rows = await tx
    .select()
    .from(lookup)
    .where(
      and(
        eq(lookup.ownerId, ownerId),
        eq(lookup.entityType, entity.type),
        eq(lookup.entityId, entity.id),
        eq(lookup.provider, provider),
      ),
    );
  return rows[0] ?? null;
}

/** Puts a picture on the list to fetch, unless one is stored or pinned already. */
export async function queueArtwork(
  tx: Tx,
  row: { ownerId: string; entity: EntityKey; source: Provider; sourceUrl: string; now: Date },
): Promise<boolean> {
  const values = {
    status: "queued" as const,
    source: row.source,
    sourceUrl: row.sourceUrl,
    updatedAt: row.now,
    retryAt: null,
    failure: null,
  };
  const rows = await tx
    .insert(artwork)
    .values({ ownerId: row.ownerId, entityType: row.entity.type, entityId: row.entity.id, ...values })
    .onConflictDoUpdate({
      target: [artwork.ownerId, artwork.entityType, artwork.entityId],
      set: { ...values, attempts: 0 },
      setWhere: sql`not ${artwork.pinned} and ${artwork.status} <> 'stored' and ${artwork.sourceUrl} <> ${row.sourceUrl}`,
    })
    .returning({ id: artwork.entityId });
  return rows.length > 0;
}

export async function recordDecision(tx: Tx, row: typeof decision.$inferInsert): Promise<void> {
  await tx.insert(decision).values(row);
}
