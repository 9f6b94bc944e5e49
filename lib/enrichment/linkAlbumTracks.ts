import { and, eq, sql } from "drizzle-orm";
import { link } from "@/db/schema";
import { findLink, localTracks } from "@/db/queries/records";
import { assignTracks } from "@/lib/matching/assign";
import { impliedVersions } from "@/lib/matching/title";
import { SCORER_VERSION } from "@/lib/matching/score";
import type { MetadataProvider } from "@/lib/providers/contract";
import { isNoAnswer, type NoAnswer } from "@/lib/providers/gateway/outcome";
import type { EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";

/**
 * Links the owned tracks of a linked album to the provider's, from one track list. Only sure pairs are linked: a track
 * without one stays as it is and is no question for a person.
 */
export async function linkAlbumTracks(
  ctx: Context,
  source: MetadataProvider,
  input: { albumId: string; provider: EnrichingProvider; runId: string; applyAbove: number },
): Promise<{ kind: "answer"; linked: number } | NoAnswer> {
  const { albumId, provider, runId } = input;
  const { ownerId } = ctx;
  const { albumLink, tracks } = await ctx.db.read(async (tx) => ({
    albumLink: await findLink(tx, ownerId, { type: "album", id: albumId }, provider),
    tracks: await localTracks(tx, ownerId, albumId),
  }));
  if (!albumLink) return { kind: "answer", linked: 0 };

  const thisLink = and(eq(link.ownerId, ownerId), eq(link.id, albumLink.id));
  const noteRun = (id: string | null) =>
    ctx.db.transaction((tx) => tx.update(link).set({ tracksRunId: id }).where(thisLink));
  // Noted before anything can go wrong, so that no album holds up the run; taken back where the provider only pauses.
  await noteRun(runId);
  const answer = await source.albumTracks(albumLink.externalId, { trackCount: tracks.length });
  if (answer.kind === "rate_limited" || answer.kind === "not_connected") await noteRun(null);
  if (isNoAnswer(answer)) return answer;
  const theirs = answer.kind === "found" ? answer.value : [];
  const pairs = assignTracks(tracks, theirs, impliedVersions(albumLink.name)).filter(
    ({ score }) => score.probability > input.applyAbove && score.conflicts.length === 0,
  );
  const now = ctx.clock.now();
  const rows = pairs.flatMap(({ local, candidate, score }) => {
    const ours = tracks[local];
    const record = theirs[candidate];
    if (!ours || !record) return [];
    return {
      id: ctx.newId(),
      ownerId,
      entityType: "track" as const,
      entityId: ours.id,
      provider,
      externalId: record.ref.externalId,
      uri: record.ref.uri,
      url: record.ref.url,
      name: record.title,
      origin: "auto" as const,
      confidence: score.probability,
      scorerVersion: SCORER_VERSION,
      evidence: score.evidence,
      runId,
      createdAt: now,
    };
  });
  const linked = await ctx.db.transaction(async (tx) => {
    await tx
      .update(link)
      .set({ tracksCheckedAt: sql`${now.toISOString()}::timestamptz`, tracksRunId: runId })
      .where(thisLink);
    if (rows.length === 0) return [];
    return tx.insert(link).values(rows).onConflictDoNothing().returning({ id: link.id });
  });
  return { kind: "answer", linked: linked.length };
}
