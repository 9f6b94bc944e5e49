import { isUniqueViolation } from "@/db/errors";
import {
  findCandidate,
  findLinkByExternalId,
  lockEntity,
  markApplied,
  nameOf,
  putLink,
  putLookup,
  queueArtwork,
  recordDecision,
  removeTrackLinks,
  type CandidateRow,
  type LinkRow,
} from "@/db/queries/matches";
import { announceChange, enqueueEvent } from "@/db/queries/outbox";
import { findLink } from "@/db/queries/records";
import { fail, ok, type Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/server/context";

export interface Applied {
  candidate: CandidateRow;
  decisionId: string;
}

/**
 * Accepts a candidate: the entity gets its link and picture, its siblings make way, the decision is recorded, all in
 * one transaction. Of two at once, one wins; the other hears that it is applied already.
 */
export async function applyCandidate(ctx: Context, candidateId: string): Promise<Result<Applied>> {
  try {
    return await ctx.db.transaction(async (tx): Promise<Result<Applied>> => {
      const { ownerId } = ctx;
      const seen = await findCandidate(tx, ownerId, candidateId);
      if (!seen) return fail("not_found", "There is no such candidate.");
      const entity = { type: seen.entityType, id: seen.entityId };
      await lockEntity(tx, ownerId, entity);
      const found = await findCandidate(tx, ownerId, candidateId);
      if (!found || found.status !== "pending")
        return fail("wrong_state", alreadyDecided(found?.status ?? "gone"));

      const holder = await findLinkByExternalId(
        tx,
        ownerId,
        found.provider,
        found.entityType,
        found.externalId,
      );
      if (holder && holder.entityId !== entity.id) {
        const name = await nameOf(tx, ownerId, { type: holder.entityType, id: holder.entityId });
        return fail(
          "conflict",
          `“${found.name}” is already linked to “${name ?? "another entry"}” of your library.`,
        );
      }
      const now = ctx.clock.now();
      const before = await findLink(tx, ownerId, entity, found.provider);
      if (before && entity.type === "album") await removeTrackLinks(tx, ownerId, entity.id, found.provider);
      await putLink(tx, {
        id: ctx.newId(),
        ownerId,
        entityType: found.entityType,
        entityId: found.entityId,
        provider: found.provider,
        externalId: found.externalId,
        uri: found.uri,
        url: found.url,
        name: found.name,
        imageUrl: found.imageUrl,
        origin: "manual",
        confidence: found.score,
        scorerVersion: found.scorerVersion,
        evidence: found.evidence,
        createdAt: now,
      });
      await markApplied(tx, ownerId, entity, found.provider, candidateId, now);
      await putLookup(tx, {
        ownerId,
        entityType: found.entityType,
        entityId: found.entityId,
        provider: found.provider,
        status: "found",
        askedAt: now,
        askAgainAt: null,
      });
      const decisionId = ctx.newId();
      await recordDecision(tx, {
        id: decisionId,
        ownerId,
        at: now,
        actor: "person",
        action: "apply",
        entityType: found.entityType,
        entityId: found.entityId,
        provider: found.provider,
        candidateId,
        before: linkFacts(before),
        after: { externalId: found.externalId, uri: found.uri, name: found.name },
        confidence: found.score,
        scorerVersion: found.scorerVersion,
      });
      if (
        found.imageUrl &&
        (await queueArtwork(tx, { ownerId, entity, source: found.provider, sourceUrl: found.imageUrl, now }))
      ) {
        await enqueueEvent(tx, {
          id: ctx.newId(),
          ownerId,
          name: "artwork/queued",
          data: { ownerId },
          createdAt: now,
        });
      }
      await announceChange(tx, ownerId);
      return ok({ candidate: found, decisionId });
    });
  } catch (error) {
    // Another entity took the same record between our look and our write.
    if (isUniqueViolation(error, "link_external"))
      return fail("conflict", "This record was just linked to another entry of your library.");
    throw error;
  }
}

export function alreadyDecided(status: string): string {
  return status === "applied" ? "This candidate is already applied." : `This candidate is already ${status}.`;
}

function linkFacts(row: LinkRow | null): Record<string, unknown> | null {
  return row && { externalId: row.externalId, uri: row.uri, name: row.name, origin: row.origin };
}
