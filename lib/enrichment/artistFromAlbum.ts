import type { Tx } from "@/db/client";
import { findLink, localArtist, refusedIds } from "@/db/queries/records";
import { isVariousArtists } from "@/lib/domain/names";
import type { AlbumCandidate, ArtistCandidate, ArtistRecord } from "@/lib/domain/records";
import type { RunOutcome } from "@/lib/domain/run";
import { compareArtists } from "@/lib/matching/artist";
import { decide } from "@/lib/matching/decide";
import type { EnrichingProvider } from "@/lib/providers/registry";
import type { Context } from "@/lib/server/context";
import { recordAnswer } from "./recordAnswer";

/**
 * A linked album names its artist, which saves the artist's own search. The name is still held against ours; where it
 * does not agree, the artist is left for its own look-up. Null: nothing was decided.
 */
export async function artistFromAlbum(
  ctx: Context,
  tx: Tx,
  input: {
    artistId: string;
    album: AlbumCandidate | ArtistCandidate;
    localTitle: string;
    provider: EnrichingProvider;
    runId: string;
    applyAbove: number;
  },
): Promise<RunOutcome | null> {
  const { artistId, album, provider, runId } = input;
  if (!("title" in album)) return null;
  const name = album.artists[0];
  const ref = album.artistRefs[0];
  const entity = { type: "artist" as const, id: artistId };
  if (!name || !ref || isVariousArtists(name) || (await findLink(tx, ctx.ownerId, entity, provider)))
    return null;
  if ((await refusedIds(tx, ctx.ownerId, entity, provider)).has(ref.externalId)) return null;
  const local: ArtistRecord | null = await localArtist(tx, ctx.ownerId, artistId);
  if (!local || isVariousArtists(local.name, local.mbid)) return null;

  const candidate: ArtistCandidate = {
    name,
    // The album is settled, so it counts under our title, however theirs is spelt.
    albums: [{ title: input.localTitle }],
    mbid: provider === "musicbrainz" ? ref.externalId : undefined,
    ref,
  };
  const verdict = decide([{ candidate, pair: compareArtists(local, candidate) }], {
    applyAbove: input.applyAbove,
    groupOf: (artist) => artist.ref.externalId,
    tieBreak: () => 0,
  });
  if (verdict.action !== "apply") return null;
  const outcome = await recordAnswer(ctx, tx, { entity, provider, runId, verdict });
  return outcome === "unchanged" ? null : outcome;
}
