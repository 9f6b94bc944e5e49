import type { AlbumCandidate, AlbumRecord } from "@/lib/domain/records";
import { compareAlbums } from "@/lib/matching/album";
import { decide, type Verdict } from "@/lib/matching/decide";
import { groupEditions } from "@/lib/matching/editions";
import type { MetadataProvider } from "@/lib/providers/contract";
import { isNoAnswer, type NoAnswer } from "@/lib/providers/gateway/outcome";

/** How many likely albums have their track list asked for before a person is. */
const VERIFY_AT_MOST = 3;

export type Resolved<C> = { kind: "answer"; verdict: Verdict<C> } | NoAnswer;

/**
 * Finds an album at one provider with as few requests as its evidence needs: by the identifiers in the tags, else by a
 * search; only where that leaves a question are the track lists of the likely ones asked for.
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
    const verdict = judge();
    if (verdict.action === "apply") return { kind: "answer", verdict };
  }

  const searched = await searchWithLadder(source, local);
  if (isNoAnswer(searched)) return searched;
  if (searched.kind === "found") add(searched.value.filter((album) => !found.has(album.ref.externalId)));

  const verdict = judge();
  if (verdict.action !== "ask" || !local.tracks?.length) return { kind: "answer", verdict };
  for (const { candidate } of verdict.choices.slice(0, VERIFY_AT_MOST)) {
    const tracks = await source.albumTracks(candidate.ref.externalId, { trackCount: local.trackCount });
    if (isNoAnswer(tracks)) return tracks;
    if (tracks.kind === "found") {
      const trackCount = candidate.trackCount ?? tracks.value.length;
      found.set(candidate.ref.externalId, { ...candidate, trackCount, tracks: tracks.value });
    }
  }
  return { kind: "answer", verdict: judge() };
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
