import { findCandidate, lockEntity, recordDecision, setCandidateStatus } from "@/db/queries/matches";
import { announceChange } from "@/db/queries/outbox";
import { fail, ok, type Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/server/context";
import { alreadyDecided } from "./applyCandidate";

/** Refuses one candidate. The pair is never proposed again, until this decision is undone. */
export async function rejectCandidate(
  ctx: Context,
  candidateId: string,
  input: { reason?: string } = {},
): Promise<Result<{ decisionId: string }>> {
  return ctx.db.transaction(async (tx): Promise<Result<{ decisionId: string }>> => {
    const { ownerId } = ctx;
    const seen = await findCandidate(tx, ownerId, candidateId);
    if (!seen) return fail("not_found", "There is no such candidate.");
    await lockEntity(tx, ownerId, { type: seen.entityType, id: seen.entityId });
    const found = await findCandidate(tx, ownerId, candidateId);
    if (!found || found.status !== "pending")
      return fail("wrong_state", alreadyDecided(found?.status ?? "gone"));
    const now = ctx.clock.now();
    await setCandidateStatus(tx, ownerId, [candidateId], "rejected", "rejected", now);
    const decisionId = ctx.newId();
    await recordDecision(tx, {
      id: decisionId,
      ownerId,
      at: now,
      actor: "person",
      action: "reject",
      entityType: found.entityType,
      entityId: found.entityId,
      provider: found.provider,
      candidateId,
      after: { externalId: found.externalId, uri: found.uri, name: found.name },
      reason: input.reason ?? null,
      confidence: found.score,
      scorerVersion: found.scorerVersion,
    });
    await announceChange(tx, ownerId);
    return ok({ decisionId });
  });
}
