import type { AlbumCandidate, AlbumRecord } from "@/lib/domain/records";
import { compareAlbums } from "@/lib/matching/album";
import { decide, type Verdict } from "@/lib/matching/decide";
import { groupEditions } from "@/lib/matching/editions";
import type { MetadataProvider } from "@/lib/providers/contract";
import { isNoAnswer, type NoAnswer } from "@/lib/providers/gateway/outcome";

/** How many likely albums have their track list asked for before a person is asked. */
const VERIFY_AT_MOST = 3;

export type Resolved<C> = { kind: "answer"; verdict: Verdict<C> } | NoAnswer;

/**
 * Finds an album at one provider with as few requests as its evidence needs: by the identifiers in the tags, else by a
 * search. A title and an artist alone are not enough to apply one: its track list must hold what is owned.
 */
export async function resolveAlbum(
  source: MetadataProvider,
  local: AlbumRecord,
  options: { applyAbove: number; refused: Set<string> },
): Promise<Resolved<AlbumCandidate>> {
  const found = new Map<string, AlbumCandidate>();
  const add = (albums: AlbumCandidate[]) => {
    for (const album of albums)
      if (!options.refused.has(album.ref.externalId)) found.set(album.ref.externalId, album);
  };
  const judge = () => choose(local, [...found.values()], options.applyAbove);

  const identified = await source.albumByIdentifier(local);
  if (isNoAnswer(identified)) return identified;
  if (identified.kind === "found") {
    add(identified.value);
    if (judge().action === "apply") {
      const problem = await verify(source, local, found, judge);
      if (problem) return problem;
      const verdict = judge();
      if (verdict.action === "apply") return { kind: "answer", verdict };
    }
  }

  const searched = await searchWithLadder(source, local);
  if (isNoAnswer(searched)) return searched;
  if (searched.kind === "found") add(searched.value.filter((album) => !found.has(album.ref.externalId)));

  const problem = await verify(source, local, found, judge);
  return problem ?? { kind: "answer", verdict: judge() };
}

/**
 * Holds the track lists of likely albums against the owned tracks, best first, until one is sure or none is left to try.
 * Costs nothing in the end: the list of the album that is applied is needed for its tracks, and comes from the cache.
 */
async function verify(
  source: MetadataProvider,
  local: AlbumRecord,
  found: Map<string, AlbumCandidate>,
  judge: () => Verdict<AlbumCandidate>,
): Promise<NoAnswer | null> {
  if (!local.tracks?.length) return null;
  const verified = new Set<string>();
  while (verified.size < VERIFY_AT_MOST) {
    const verdict = judge();
    const best = verdict.choices[0]?.candidate;
    if (!best || (verdict.action === "apply" && verified.has(best.ref.externalId))) return null;
    const next = verdict.choices.find(({ candidate }) => !verified.has(candidate.ref.externalId))?.candidate;
    if (!next) return null;
    verified.add(next.ref.externalId);
    const tracks = await source.albumTracks(next.ref.externalId, { trackCount: local.trackCount });
    if (isNoAnswer(tracks)) return tracks;
    if (tracks.kind !== "found") continue;
    const trackCount = next.trackCount ?? tracks.value.length;
    found.set(next.ref.externalId, { ...next, trackCount, tracks: tracks.value });
  }
  return null;
}

/** The title as it stands; where that finds nothing, without what stands in brackets. */
async function searchWithLadder(source: MetadataProvider, local: AlbumRecord) {
  const first = await source.searchAlbums(local);
  if (first.kind !== "empty" && first.kind !== "gone") return first;
  const bare = local.title.replace(/\s*[([{][^()[\]{}]*[)\]}]/g, "").trim();
  return bare === "" || bare === local.title ? first : source.searchAlbums({ ...local, title: bare });
}

function choose(local: AlbumRecord, albums: AlbumCandidate[], applyAbove: number): Verdict<AlbumCandidate> {
  const groups = groupEditions(albums);
  const nearness = (album: AlbumCandidate) => Math.abs((album.trackCount ?? 0) - (local.trackCount ?? 0));
  return decide(
    albums.map((album) => ({ candidate: album, pair: compareAlbums(local, album) })),
    {
      applyAbove,
      groupOf: (album) => groups.get(album) ?? album.ref.externalId,
      // Among equal editions: the nearest number of tracks, the earliest, then the id, so that the choice is stable.
      tieBreak: (a, b) =>
        nearness(a) - nearness(b) ||
        (a.date ?? "9999").localeCompare(b.date ?? "9999") ||
        a.ref.externalId.localeCompare(b.ref.externalId),
    },
  );
}
