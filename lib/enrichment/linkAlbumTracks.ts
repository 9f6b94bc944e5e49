import { and, eq } from "drizzle-orm";
import { isDatabaseAway } from "@/db/errors";
import { link } from "@/db/schema";
import { findLink, localTracks } from "@/db/queries/records";
import type { TrackCandidate } from "@/lib/domain/records";
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

  // The row may be gone, or be another album's by now: a person decides while we ask.
  const thisLink = and(
    eq(link.ownerId, ownerId),
    eq(link.id, albumLink.id),
    eq(link.externalId, albumLink.externalId),
  );
  // What failed is not tried again by the same run, so that no album holds it up. Noted afterwards: a server that is
  // killed meanwhile has tried nothing.
  const noteFailure = () =>
    ctx.db.transaction((tx) => tx.update(link).set({ tracksRunId: runId }).where(thisLink));
  const linkPairs = async (theirs: TrackCandidate[]): Promise<{ kind: "answer"; linked: number }> => {
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
      const still = await tx
        .update(link)
        .set({ tracksCheckedAt: now, tracksRunId: runId })
        .where(thisLink)
        .returning({ id: link.id });
      if (rows.length === 0 || still.length === 0) return [];
      return tx.insert(link).values(rows).onConflictDoNothing().returning({ id: link.id });
    });
    return { kind: "answer", linked: linked.length };
  };

  try {
    const answer = await source.albumTracks(albumLink.externalId, { trackCount: tracks.length });
    if (!isNoAnswer(answer)) return await linkPairs(answer.kind === "found" ? answer.value : []);
    if (answer.kind !== "rate_limited" && answer.kind !== "not_connected") await noteFailure();
    return answer;
  } catch (error) {
    if (!isDatabaseAway(error)) await noteFailure();
    throw error;
  }
}
