import type { Evidence } from "@/lib/domain/evidence";
import type { ArtistRecord } from "@/lib/domain/records";
import { compareName } from "./name";
import { scorePair, type Conflict, type PairScore } from "./score";
import { fold } from "./text";
import { parseTitle } from "./title";

/**
 * A name alone, even the very same one, is not enough to apply a match: -0.5 + 2.2 is 0.85. What the library owns of
 * the artist tells same-named ones apart.
 */
const BASE = -0.5;
const NAME = {
  equal: 2.2,
  alias: 1.9,
  near: [
    [0.6, -2],
    [0.8, -0.7],
  ] as [number, number][],
  different: -6,
};

export function compareArtists(local: ArtistRecord, candidate: ArtistRecord): PairScore {
  const conflicts: Conflict[] = [];
  const identifier = compareMbid(local, candidate);
  if (identifier && identifier.effect < 0) conflicts.push("identifier");
  return scorePair(
    BASE,
    [
      compareName("name", local.name, candidate, NAME),
      identifier,
      compareAlbums(local, candidate),
      compareTracks(local, candidate),
      compareGenres(local, candidate),
    ],
    conflicts,
  );
}

function compareMbid(local: ArtistRecord, candidate: ArtistRecord): Evidence | null {
  if (!local.mbid || !candidate.mbid) return null;
  const same = local.mbid === candidate.mbid;
  return {
    feature: "musicbrainz_id",
    local: local.mbid,
    candidate: candidate.mbid,
    effect: same ? 4 : -5,
    note: same ? "The tags hold this MusicBrainz id" : "The tags hold another MusicBrainz id",
  };
}

/** Albums of the library among the candidate's: the strongest witness between artists of one name. */
function compareAlbums(local: ArtistRecord, candidate: ArtistRecord): Evidence | null {
  if (!local.albums?.length || !candidate.albums?.length) return null;
  const theirs = new Set(candidate.albums.map((album) => parseTitle(album.title).core));
  const shared = local.albums.filter((album) => theirs.has(parseTitle(album.title).core));
  const effect = shared.length >= 2 ? 4 : shared.length === 1 ? 3 : -2;
  return {
    feature: "owned_albums",
    local: local.albums
      .map((album) => album.title)
      .slice(0, 5)
      .join(", "),
    candidate:
      shared
        .map((album) => album.title)
        .slice(0, 5)
        .join(", ") || null,
    effect,
    note:
      shared.length > 0
        ? `Made ${shared.length} of your ${local.albums.length} ${plural("album", local.albums.length)}: ${shared[0]?.title ?? ""}`
        : `None of your ${local.albums.length} ${plural("album", local.albums.length)} is among theirs`,
  };
}

/** Loose tracks of the library that the candidate recorded. Not finding one says nothing: searches are short. */
function compareTracks(local: ArtistRecord, candidate: ArtistRecord): Evidence | null {
  if (!local.tracks?.length || !candidate.tracks?.length) return null;
  const theirs = new Set(candidate.tracks.map((track) => parseTitle(track.title).core));
  const shared = local.tracks.filter((track) => theirs.has(parseTitle(track.title).core));
  if (shared.length === 0) return null;
  return {
    feature: "owned_tracks",
    local: local.tracks
      .map((track) => track.title)
      .slice(0, 5)
      .join(", "),
    candidate: shared
      .map((track) => track.title)
      .slice(0, 5)
      .join(", "),
    effect: shared.length >= 2 ? 3 : 2.2,
    note: `Recorded ${shared.length} of your ${local.tracks.length} ${plural("track", local.tracks.length)}: ${shared[0]?.title ?? ""}`,
  };
}

function compareGenres(local: ArtistRecord, candidate: ArtistRecord): Evidence | null {
  if (!local.genres?.length || !candidate.genres?.length) return null;
  const theirs = new Set(candidate.genres.map(fold));
  const shared = local.genres.filter((genre) => theirs.has(fold(genre)));
  return {
    feature: "genres",
    local: local.genres.slice(0, 5).join(", "),
    candidate: candidate.genres.slice(0, 5).join(", "),
    effect: shared.length > 0 ? 0.3 : 0,
    note: shared.length > 0 ? `Shares the genre ${shared[0] ?? ""}` : "No genre in common",
  };
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
