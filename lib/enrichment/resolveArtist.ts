import type { ArtistCandidate, ArtistRecord, TrackSummary } from "@/lib/domain/records";
import { compareArtists } from "@/lib/matching/artist";
import { decide, type Verdict } from "@/lib/matching/decide";
import type { MetadataProvider } from "@/lib/providers/contract";
import { isNoAnswer, type NoAnswer } from "@/lib/providers/gateway/outcome";
import type { Resolved } from "./resolveAlbum";

/** How many same-named artists have their catalogue asked for before a person is. */
const VERIFY_AT_MOST = 3;
const TRACKS_AT_MOST = 2;

/**
 * Finds an artist at one provider: by the id in the tags, else by name. A name alone is never enough: what the library
 * owns is held against the catalogue of each likely artist.
 */
export async function resolveArtist(
  source: MetadataProvider,
  local: ArtistRecord,
  options: { applyAbove: number; refused: Set<string> },
): Promise<Resolved<ArtistCandidate>> {
  const judge = (artists: ArtistCandidate[]) => choose(local, artists, options.applyAbove);

  const identified = await source.artistByIdentifier(local);
  if (isNoAnswer(identified)) return identified;
  const byId =
    identified.kind === "found"
      ? identified.value.filter((artist) => !options.refused.has(artist.ref.externalId))
      : [];
  if (byId.length > 0) {
    const verdict = judge(byId);
    if (verdict.action === "apply") return { kind: "answer", verdict };
  }

  const searched = await source.searchArtists(local.name);
  if (isNoAnswer(searched)) return searched;
  const known = new Set(byId.map((artist) => artist.ref.externalId));
  const artists = [
    ...byId,
    ...(searched.kind === "found" ? searched.value : []).filter(
      ({ ref }) => !known.has(ref.externalId) && !options.refused.has(ref.externalId),
    ),
  ];
  const verdict = judge(artists);
  if (verdict.action !== "ask") return { kind: "answer", verdict };

  const likely = verdict.choices.slice(0, VERIFY_AT_MOST).map((choice) => choice.candidate);
  const verified = local.albums?.length
    ? await withAlbums(source, likely)
    : await withTracks(source, local, likely);
  if (!Array.isArray(verified)) return verified;
  const others = artists.filter((artist) => !likely.includes(artist));
  return { kind: "answer", verdict: judge([...verified, ...others]) };
}

async function withAlbums(
  source: MetadataProvider,
  artists: ArtistCandidate[],
): Promise<ArtistCandidate[] | NoAnswer> {
  const verified: ArtistCandidate[] = [];
  for (const artist of artists) {
    const albums = await source.artistAlbums(artist.ref.externalId);
    if (isNoAnswer(albums)) return albums;
    verified.push(albums.kind === "found" ? { ...artist, albums: albums.value } : artist);
  }
  return verified;
}

/** Where only loose tracks are owned: who of the likely artists recorded one of that title. */
async function withTracks(
  source: MetadataProvider,
  local: ArtistRecord,
  artists: ArtistCandidate[],
): Promise<ArtistCandidate[] | NoAnswer> {
  const recorded = new Map<string, TrackSummary[]>();
  for (const { title } of (local.tracks ?? []).slice(0, TRACKS_AT_MOST)) {
    const tracks = await source.searchTracks({ title, artist: local.name });
    if (isNoAnswer(tracks)) return tracks;
    if (tracks.kind !== "found") continue;
    for (const track of tracks.value) {
      for (const { externalId } of track.artistRefs)
        recorded.set(externalId, [...(recorded.get(externalId) ?? []), track]);
    }
  }
  return artists.map((artist) => ({ ...artist, tracks: recorded.get(artist.ref.externalId) }));
}

function choose(
  local: ArtistRecord,
  artists: ArtistCandidate[],
  applyAbove: number,
): Verdict<ArtistCandidate> {
  return decide(
    artists.map((artist) => ({ candidate: artist, pair: compareArtists(local, artist) })),
    {
      applyAbove,
      groupOf: (artist) => artist.ref.externalId,
      // Popularity is a tie-breaker at most: it orders equal candidates, it never decides between them.
      tieBreak: (a, b) =>
        (b.followers ?? 0) - (a.followers ?? 0) || a.ref.externalId.localeCompare(b.ref.externalId),
    },
  );
}
