"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { runAction, type ActionResult } from "@/lib/api/action";
import { ok } from "@/lib/domain/errors";
import { applyCandidate } from "@/lib/review/applyCandidate";
import { rejectCandidate } from "@/lib/review/rejectCandidate";
import { undoDecision } from "@/lib/review/undoDecision";

/** A decision that was made, and can be taken back by its id. */
export type Decided = { decisionId: string };

export async function applyCandidateAction(candidateId: string): Promise<ActionResult<Decided>> {
  const result = await runAction(z.uuid(), candidateId, async (ctx, id) => {
    const applied = await applyCandidate(ctx, id);
    return applied.ok ? ok({ decisionId: applied.value.decisionId }) : applied;
  });
  refresh();
  return result;
}

export async function rejectCandidateAction(candidateId: string): Promise<ActionResult<Decided>> {
  const result = await runAction(z.uuid(), candidateId, (ctx, id) => rejectCandidate(ctx, id));
  refresh();
  return result;
}

export async function undoDecisionAction(decisionId: string): Promise<ActionResult<Decided>> {
  const result = await runAction(z.uuid(), decisionId, (ctx, id) => undoDecision(ctx, id));
  refresh();
  return result;
}
