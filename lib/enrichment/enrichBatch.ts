import { isDatabaseAway } from "@/db/errors";
import { countInRun, findRun } from "@/db/queries/runs";
import { dueAlbums, dueAlbumTracks, dueArtists, type DueEntity, type DueQuestion } from "@/db/queries/due";
import { findLookup, putLookup, type EntityKey } from "@/db/queries/matches";
import { enqueueEvent } from "@/db/queries/outbox";
import { localAlbum, localArtist, refusedIds } from "@/db/queries/records";
import { readSettings } from "@/lib/accounts/settings";
import { spotifyAccess } from "@/lib/accounts/spotifyAccess";
import { isLive, type RunOutcome } from "@/lib/domain/run";
import type { MetadataProvider } from "@/lib/providers/contract";
import { createGateway } from "@/lib/providers/gateway/gateway";
import type { NoAnswer } from "@/lib/providers/gateway/outcome";
import { createProvider, type EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";
import { describeError } from "@/lib/server/logger";
import { retryAfterFailure } from "./askAgain";
import { artistFromAlbum } from "./artistFromAlbum";
import { linkAlbumTracks } from "./linkAlbumTracks";
import { recordAnswer } from "./recordAnswer";
import { resolveAlbum } from "./resolveAlbum";
import { resolveArtist } from "./resolveArtist";

export interface BatchInput {
  runId: string;
  provider: EnrichingProvider;
  /** At most so many entities; a batch is one step of the job, so that little is repeated after a crash. */
  size: number;
}

/** A provider that pauses us for longer is left to a later run. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** So many failures without an answer in between, and the provider counts as down. */
export const FAILURES_IN_ROW = 5;

export interface BatchResult {
  processed: number;
  /** Why the caller should not ask for another batch at once. */
  next: "more" | "done" | "over" | "paused" | "deferred" | "waiting";
  /** With "paused": nothing may be asked before. */
  until?: string;
  /** Failures without an answer in between at the end of this batch. */
  failuresInRow: number;
}

/**
 * Asks one provider about the next due entities: albums first, since an album names its artist, then the artists that
 * are left, then the track lists of linked albums. Each entity is committed on its own, so a crash repeats at most the
 * request that was under way.
 */
export async function enrichBatch(ctx: Context, input: BatchInput): Promise<BatchResult> {
  const { runId, provider, size } = input;
  let requests = 0;
  const gateway = createGateway({
    db: ctx.serverDb,
    clock: ctx.clock,
    logger: ctx.logger,
    onRequest: () => requests++,
  });
  const source = createProvider(provider, gateway, spotifyAccess(ctx));
  const takeRequests = () => {
    const taken = requests;
    requests = 0;
    return taken;
  };

  const plan = await ctx.db.read(async (tx) => {
    const run = await findRun(tx, ctx.ownerId, runId);
    if (!run || !isLive(run.status)) return null;
    const question: DueQuestion = {
      ownerId: ctx.ownerId,
      provider,
      runId,
      now: ctx.clock.now(),
      limit: size,
    };
    return { settings: await readSettings(tx, ctx.ownerId), work: await nextWork(tx, question) };
  });
  if (!plan) return { processed: 0, next: "over", failuresInRow: 0 };

  let processed = 0;
  let failuresInRow = 0;
  let applied = false;
  for (const item of plan.work) {
    if (failuresInRow >= FAILURES_IN_ROW || !(await isStillLive(ctx, runId))) break;
    const result = await processSafely(ctx, source, item, {
      ...input,
      applyAbove: plan.settings.autoApplyAbove,
      takeRequests,
    });
    if (result.kind === "rate_limited") {
      await countRequests(ctx, input, takeRequests());
      if (applied) await announceArtwork(ctx);
      const long = result.until.getTime() - ctx.clock.now().getTime() > LONGEST_PAUSE_MS;
      return {
        processed,
        next: long ? "deferred" : "paused",
        until: result.until.toISOString(),
        failuresInRow,
      };
    }
    if (result.kind === "not_connected") {
      await countRequests(ctx, input, takeRequests());
      if (applied) await announceArtwork(ctx);
      return { processed, next: "waiting", failuresInRow };
    }
    processed++;
    failuresInRow = result.kind === "answer" ? 0 : failuresInRow + 1;
    applied ||= result.kind === "answer" && result.applied;
  }
  if (applied) await announceArtwork(ctx);
  return { processed, next: plan.work.length === 0 ? "done" : "more", failuresInRow };
}

/** A cancelled run stops before its next request. */
async function isStillLive(ctx: Context, runId: string): Promise<boolean> {
  const run = await ctx.db.read((tx) => findRun(tx, ctx.ownerId, runId));
  return run !== null && isLive(run.status);
}

interface WorkItem extends DueEntity {
  kind: "album" | "artist" | "album_tracks";
}

async function nextWork(tx: Parameters<typeof dueAlbums>[0], question: DueQuestion): Promise<WorkItem[]> {
  const albums = await dueAlbums(tx, question);
  if (albums.length > 0) return albums.map((entity) => ({ ...entity, kind: "album" }));
  const artists = await dueArtists(tx, question);
  if (artists.length > 0) return artists.map((entity) => ({ ...entity, kind: "artist" }));
  return (await dueAlbumTracks(tx, question)).map((entity) => ({ ...entity, kind: "album_tracks" }));
}

type Processed = { kind: "answer"; applied: boolean } | NoAnswer;

interface ProcessOptions extends BatchInput {
  applyAbove: number;
  takeRequests: () => number;
}

/** One entity that trips over a mistake of ours must not stop the others; a database that is away must. */
async function processSafely(
  ctx: Context,
  source: MetadataProvider,
  item: WorkItem,
  options: ProcessOptions,
): Promise<Processed> {
  try {
    return await processItem(ctx, source, item, options);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    ctx.logger.error(
      { kind: item.kind, id: item.id, ...describeError(error) },
      "an entity could not be processed",
    );
    const failed: NoAnswer = { kind: "failed", reason: "an unexpected error" };
    return item.kind === "album_tracks"
      ? failed
      : noAnswer(ctx, { type: item.kind, id: item.id }, failed, options);
  }
}

async function processItem(
  ctx: Context,
  source: MetadataProvider,
  item: WorkItem,
  options: ProcessOptions,
): Promise<Processed> {
  switch (item.kind) {
    case "album":
      return processAlbum(ctx, source, item.id, options);
    case "artist":
      return processArtist(ctx, source, item.id, options);
    case "album_tracks": {
      const result = await linkAlbumTracks(ctx, source, { ...options, albumId: item.id });
      await countRequests(ctx, options, options.takeRequests());
      return result.kind === "answer" ? { kind: "answer", applied: false } : result;
    }
  }
}

async function processAlbum(
  ctx: Context,
  source: MetadataProvider,
  id: string,
  options: ProcessOptions,
): Promise<Processed> {
  const { provider, runId, applyAbove } = options;
  const entity: EntityKey = { type: "album", id };
  const known = await ctx.db.read(async (tx) => ({
    local: await localAlbum(tx, ctx.ownerId, id),
    refused: await refusedIds(tx, ctx.ownerId, entity, provider),
  }));
  if (!known.local) return { kind: "answer", applied: false };
  const { record, artistId } = known.local;
  const resolved = await resolveAlbum(source, record, { applyAbove, refused: known.refused });
  if (resolved.kind !== "answer") return noAnswer(ctx, entity, resolved, options);

  const outcomes = await ctx.db.transaction(async (tx) => {
    const outcome = await recordAnswer(ctx, tx, { entity, provider, runId, verdict: resolved.verdict });
    const best = resolved.verdict.choices[0]?.candidate;
    const artist =
      outcome === "applied" && best
        ? await artistFromAlbum(ctx, tx, {
            artistId,
            album: best,
            localTitle: record.title,
            provider,
            runId,
            applyAbove,
          })
        : null;
    const all: RunOutcome[] = artist ? [outcome, artist] : [outcome];
    await countInRun(tx, ctx.ownerId, runId, { outcomes: all, provider, requests: options.takeRequests() });
    return all;
  });
  return { kind: "answer", applied: outcomes.includes("applied") };
}

async function processArtist(
  ctx: Context,
  source: MetadataProvider,
  id: string,
  options: ProcessOptions,
): Promise<Processed> {
  const { provider, runId, applyAbove } = options;
  const entity: EntityKey = { type: "artist", id };
  const known = await ctx.db.read(async (tx) => ({
    local: await localArtist(tx, ctx.ownerId, id),
    refused: await refusedIds(tx, ctx.ownerId, entity, provider),
  }));
  if (!known.local) return { kind: "answer", applied: false };
  const resolved = await resolveArtist(source, known.local, { applyAbove, refused: known.refused });
  if (resolved.kind !== "answer") return noAnswer(ctx, entity, resolved, options);

  const outcome = await ctx.db.transaction(async (tx) => {
    const recorded = await recordAnswer(ctx, tx, { entity, provider, runId, verdict: resolved.verdict });
    await countInRun(tx, ctx.ownerId, runId, {
      outcomes: [recorded],
      provider,
      requests: options.takeRequests(),
    });
    return recorded;
  });
  return { kind: "answer", applied: outcome === "applied" };
}

/** A pause, or a connection that waits for a person, leaves the entity due; a failure is remembered with its time. */
async function noAnswer(
  ctx: Context,
  entity: EntityKey,
  answer: NoAnswer,
  options: ProcessOptions,
): Promise<NoAnswer> {
  if (answer.kind === "rate_limited" || answer.kind === "not_connected") return answer;
  const { provider, runId } = options;
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const before = await findLookup(tx, ctx.ownerId, entity, provider);
    const earlierFailures = before?.status === "provider_failed" ? before.attempts : 0;
    await putLookup(tx, {
      ownerId: ctx.ownerId,
      entityType: entity.type,
      entityId: entity.id,
      provider,
      status: "provider_failed",
      askedAt: now,
      askAgainAt: retryAfterFailure(now, earlierFailures),
      detail: answer.reason,
      runId,
    });
    await countInRun(tx, ctx.ownerId, runId, {
      outcomes: ["failed"],
      provider,
      requests: options.takeRequests(),
    });
  });
  return answer;
}

async function countRequests(ctx: Context, { runId, provider }: BatchInput, requests: number): Promise<void> {
  if (requests === 0) return;
  await ctx.db.transaction((tx) => countInRun(tx, ctx.ownerId, runId, { provider, requests }));
}

async function announceArtwork(ctx: Context): Promise<void> {
  const { ownerId } = ctx;
  await ctx.db.transaction((tx) =>
    enqueueEvent(tx, {
      id: ctx.newId(),
      ownerId,
      name: "artwork/queued",
      data: { ownerId },
      createdAt: ctx.clock.now(),
    }),
  );
}
