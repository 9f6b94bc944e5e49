import { and, eq, isNull, sql } from "drizzle-orm";
import { artwork, decision } from "@/db/schema";
import type { Tx } from "@/db/client";
import {
  lockEntity,
  putLookup,
  recordDecision,
  removeLink,
  removeTrackLinks,
  reopenSiblings,
  setCandidateStatus,
  type DecisionRow,
} from "@/db/queries/matches";
import { announceChange } from "@/db/queries/outbox";
import { findLink } from "@/db/queries/records";
import { fail, ok, type Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/server/context";

/**
 * Takes a decision back. An undone apply removes the link; the siblings wait again. The candidate itself waits again
 * where a person had applied it, and stays refused where a run had: whoever undoes a machine's match says it is wrong.
 */
export async function undoDecision(
  ctx: Context,
  decisionId: string,
): Promise<Result<{ decisionId: string }>> {
  return ctx.db.transaction(async (tx): Promise<Result<{ decisionId: string }>> => {
    const { ownerId } = ctx;
    const mine = and(eq(decision.ownerId, ownerId), eq(decision.id, decisionId));
    const seen = (await tx.select().from(decision).where(mine))[0];
    if (!seen) return fail("not_found", "There is no such decision.");
    await lockEntity(tx, ownerId, { type: seen.entityType, id: seen.entityId });

    const undoId = ctx.newId();
    const taken = await tx
      .update(decision)
      .set({ undoneBy: undoId })
      .where(and(mine, isNull(decision.undoneBy)))
      .returning();
    const found = taken[0];
    if (!found) return fail("wrong_state", "This decision is already undone.");
    if (found.action === "undo") {
      await tx.update(decision).set({ undoneBy: null }).where(mine);
      return fail("wrong_state", "An undo cannot be undone. Decide again instead.");
    }
    const problem =
      found.action === "apply" ? await undoApply(ctx, tx, found) : await undoReject(ctx, tx, found);
    if (problem) {
      await tx.update(decision).set({ undoneBy: null }).where(mine);
      return fail("conflict", problem);
    }
    await recordDecision(tx, {
      id: undoId,
      ownerId,
      at: ctx.clock.now(),
      actor: "person",
      action: "undo",
      entityType: found.entityType,
      entityId: found.entityId,
      provider: found.provider,
      candidateId: found.candidateId,
      before: found.after,
      after: found.before,
      undoes: found.id,
    });
    await announceChange(tx, ownerId);
    return ok({ decisionId: undoId });
  });
}

async function undoApply(ctx: Context, tx: Tx, applied: DecisionRow): Promise<string | null> {
  const { ownerId } = ctx;
  const entity = { type: applied.entityType, id: applied.entityId };
  const current = await findLink(tx, ownerId, entity, applied.provider);
  if (current && current.externalId !== applied.after?.externalId) {
    return "Something else was applied since. Undo that first.";
  }
  if (current) await removeLink(tx, ownerId, entity, applied.provider);
  // Its tracks were linked because the album was.
  if (entity.type === "album") await removeTrackLinks(tx, ownerId, entity.id, applied.provider);
  const now = ctx.clock.now();
  if (applied.candidateId) {
    const byPerson = applied.actor === "person";
    const [status, reason] = byPerson ? (["pending", null] as const) : (["rejected", "undone"] as const);
    await setCandidateStatus(tx, ownerId, [applied.candidateId], status, reason, byPerson ? null : now);
  }
  await reopenSiblings(tx, ownerId, entity, applied.provider);
  await dropArtworkOf(tx, ownerId, entity, current?.imageUrl ?? null);
  await putLookup(tx, {
    ownerId,
    entityType: applied.entityType,
    entityId: applied.entityId,
    provider: applied.provider,
    status: "ambiguous",
    askedAt: now,
    // Undone by a person: the next run may look for another one.
    askAgainAt: now,
  });
  return null;
}

/** A picture that came with the match goes with it, unless somebody pinned it. */
async function dropArtworkOf(
  tx: Tx,
  ownerId: string,
  entity: { type: DecisionRow["entityType"]; id: string },
  imageUrl: string | null,
) {
  if (!imageUrl) return;
  await tx
    .delete(artwork)
    .where(
      and(
        eq(artwork.ownerId, ownerId),
        eq(artwork.entityType, entity.type),
        eq(artwork.entityId, entity.id),
        eq(artwork.sourceUrl, imageUrl),
        sql`not ${artwork.pinned}`,
      ),
    );
}

async function undoReject(ctx: Context, tx: Tx, rejected: DecisionRow): Promise<string | null> {
  if (!rejected.candidateId) return null;
  const entity = { type: rejected.entityType, id: rejected.entityId };
  const linked = await findLink(tx, ctx.ownerId, entity, rejected.provider);
  // Where another candidate is applied by now, this one only makes way for it.
  const [status, reason] = linked ? (["rejected", "sibling_applied"] as const) : (["pending", null] as const);
  await setCandidateStatus(
    tx,
    ctx.ownerId,
    [rejected.candidateId],
    status,
    reason,
    linked ? ctx.clock.now() : null,
  );
  return null;
}
