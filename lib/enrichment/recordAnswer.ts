import type { Tx } from "@/db/client";
import {
  findLinkByExternalId,
  lockEntity,
  markApplied,
  putLink,
  putLookup,
  queueArtwork,
  recordDecision,
  supersedeOthers,
  upsertCandidate,
  type EntityKey,
} from "@/db/queries/matches";
import { findLink } from "@/db/queries/records";
import type { RunOutcome } from "@/lib/domain/run";
import type { AlbumCandidate, ArtistCandidate } from "@/lib/domain/records";
import type { Choice, Verdict } from "@/lib/matching/decide";
import { SCORER_VERSION } from "@/lib/matching/score";
import type { EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";
import { describeCandidate } from "./describeCandidate";
import { ASK_AGAIN_MS } from "./askAgain";

export interface Answered {
  entity: EntityKey;
  provider: EnrichingProvider;
  runId: string;
  verdict: Verdict<AlbumCandidate | ArtistCandidate>;
}

/**
 * Writes what a provider's answer came to, in the caller's transaction: links what is certain, keeps what is likely as
 * candidates, remembers that it was asked. Never replaces a link that is there; a record that another entity of the
 * library holds already is asked about instead of applied.
 */
export async function recordAnswer(ctx: Context, tx: Tx, answered: Answered): Promise<RunOutcome> {
  const { entity, provider, runId, verdict } = answered;
  const { ownerId } = ctx;
  const now = ctx.clock.now();
  await lockEntity(tx, ownerId, entity);
  if (await findLink(tx, ownerId, entity, provider)) return "unchanged";

  const kept: { id: string; choice: Choice<AlbumCandidate | ArtistCandidate> }[] = [];
  for (const choice of verdict.choices) {
    const written = await upsertCandidate(tx, candidateRow(ctx, answered, choice, now));
    if (written.status === "pending") kept.push({ id: written.id, choice });
  }
  await supersedeOthers(
    tx,
    ownerId,
    entity,
    provider,
    verdict.choices.map((choice) => choice.candidate.ref.externalId),
  );

  const best = kept[0];
  const holder =
    best &&
    (await findLinkByExternalId(tx, ownerId, provider, entity.type, best.choice.candidate.ref.externalId));
  // The verdict was about the best of all. Where a person has refused that one meanwhile, nobody judged the next.
  const judged = best?.choice === verdict.choices[0];
  const outcome: RunOutcome = !best
    ? "not_found"
    : verdict.action === "apply" && judged && !holder
      ? "applied"
      : "ambiguous";
  if (outcome === "applied" && best) await apply(ctx, tx, answered, best.id, best.choice, now);

  await putLookup(tx, {
    ownerId,
    entityType: entity.type,
    entityId: entity.id,
    provider,
    status: outcome === "applied" ? "found" : outcome === "ambiguous" ? "ambiguous" : "not_found",
    askedAt: now,
    askAgainAt: outcome === "applied" ? null : new Date(now.getTime() + ASK_AGAIN_MS),
    detail: holder ? "already linked to another entry of your library" : null,
    runId,
  });
  return outcome;
}

function candidateRow(
  ctx: Context,
  { entity, provider, runId }: Answered,
  choice: Choice<AlbumCandidate | ArtistCandidate>,
  now: Date,
) {
  const { candidate: record, pair, confidence } = choice;
  return {
    id: ctx.newId(),
    ownerId: ctx.ownerId,
    entityType: entity.type,
    entityId: entity.id,
    provider,
    externalId: record.ref.externalId,
    uri: record.ref.uri,
    url: record.ref.url,
    imageUrl: record.ref.imageUrl,
    score: confidence,
    scorerVersion: SCORER_VERSION,
    evidence: pair.evidence,
    ...describeCandidate(record),
    runId,
    createdAt: now,
  };
}

async function apply(
  ctx: Context,
  tx: Tx,
  { entity, provider, runId }: Answered,
  candidateId: string,
  choice: Choice<AlbumCandidate | ArtistCandidate>,
  now: Date,
): Promise<void> {
  const { ownerId } = ctx;
  const { ref } = choice.candidate;
  const after = { externalId: ref.externalId, uri: ref.uri, name: describeCandidate(choice.candidate).name };
  await putLink(tx, {
    id: ctx.newId(),
    ownerId,
    entityType: entity.type,
    entityId: entity.id,
    provider,
    ...after,
    url: ref.url,
    imageUrl: ref.imageUrl,
    origin: "auto",
    confidence: choice.confidence,
    scorerVersion: SCORER_VERSION,
    evidence: choice.pair.evidence,
    runId,
    createdAt: now,
  });
  await markApplied(tx, ownerId, entity, provider, candidateId, now);
  await recordDecision(tx, {
    id: ctx.newId(),
    ownerId,
    at: now,
    actor: "run",
    runId,
    action: "apply",
    entityType: entity.type,
    entityId: entity.id,
    provider,
    candidateId,
    before: null,
    after,
    reason: tellingReason(choice),
    confidence: choice.confidence,
    scorerVersion: SCORER_VERSION,
  });
  if (ref.imageUrl)
    await queueArtwork(tx, { ownerId, entity, source: provider, sourceUrl: ref.imageUrl, now });
}

/** What tells this match from another of the same name; the name itself only where nothing else speaks for it. */
function tellingReason({ pair }: Choice<unknown>): string | null {
  const speaking = pair.evidence.filter(({ effect }) => effect > 0);
  const telling = speaking.find(({ feature }) => !["name", "title", "artist"].includes(feature));
  return (telling ?? speaking[0])?.note ?? null;
}
