import type { Evidence } from "@/lib/domain/evidence";
import { isVariousArtists } from "@/lib/domain/names";
import { yearOf, type AlbumRecord } from "@/lib/domain/records";
import { assignTracks } from "./assign";
import { compareName } from "./name";
import { scorePair, type Conflict, type PairScore } from "./score";
import { similarity } from "./text";
import { impliedVersions, parseTitle, sameNumbers, sameVersion, type ParsedTitle } from "./title";

const BASE = -4;
const ARTIST = {
  equal: 3,
  alias: 2.5,
  near: [
    [0.5, -1.5],
    [0.75, 1],
  ] as [number, number][],
  different: -5,
};

export function compareAlbums(local: AlbumRecord, candidate: AlbumRecord): PairScore {
  const left = parseTitle(local.title);
  const right = parseTitle(candidate.title);
  const conflicts: Conflict[] = [];
  if (!sameVersion(left, right)) conflicts.push("version");
  if (!sameNumbers(left, right)) conflicts.push("number");
  return scorePair(
    BASE,
    [
      compareTitle(local, candidate, left, right),
      compareCredit(local, candidate),
      compareEdition(left, right),
      compareYear(local, candidate),
      compareCount(local, candidate),
      compareTrackLists(local, candidate),
      compareBarcode(local, candidate),
      compareReleaseGroup(local, candidate),
    ],
    conflicts,
  );
}

function compareTitle(
  local: AlbumRecord,
  candidate: AlbumRecord,
  left: ParsedTitle,
  right: ParsedTitle,
): Evidence {
  const alike = left.core === right.core ? 1 : similarity(left.core, right.core);
  return {
    feature: "title",
    local: local.title,
    candidate: candidate.title,
    effect: alike === 1 ? 4 : alike >= 0.8 ? 1.5 : alike >= 0.6 ? -1 : -6,
    note:
      alike === 1 ? "Same title" : alike >= 0.6 ? "The titles are alike, not the same" : "Different titles",
  };
}

/** Compilations credit nobody in common: there the title and the track list must speak. */
function compareCredit(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  const ours = local.artists[0];
  if (!ours || candidate.artists.length === 0) return null;
  const various = isVariousArtists(ours);
  if (various && candidate.artists.some((name) => isVariousArtists(name))) {
    return {
      feature: "artist",
      local: ours,
      candidate: candidate.artists[0] ?? null,
      effect: 1.5,
      note: "Both by various artists",
    };
  }
  if (various)
    return {
      feature: "artist",
      local: ours,
      candidate: candidate.artists.join(", "),
      effect: -2,
      note: "Not a compilation there",
    };
  const comparisons = [candidate.artists.join(" & "), ...candidate.artists].map((name) =>
    compareName("artist", ours, { name }, ARTIST),
  );
  return comparisons.reduce((best, next) => (next.effect > best.effect ? next : best));
}

function compareEdition(left: ParsedTitle, right: ParsedTitle): Evidence | null {
  if (left.editions.length === 0 && right.editions.length === 0) return null;
  const same = left.editions.join() === right.editions.join();
  return {
    feature: "edition",
    local: left.editions.join(", ") || null,
    candidate: right.editions.join(", ") || null,
    effect: same ? 0.5 : -0.7,
    note: same ? "Same edition" : "Another edition",
  };
}

/** Shops date an edition, not the work: a later year at the candidate says less than an earlier one. */
function compareYear(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  const ours = yearOf(local.date);
  const theirs = yearOf(candidate.date);
  if (!ours || !theirs) return null;
  const apart = Math.abs(ours - theirs);
  return {
    feature: "year",
    local: String(ours),
    candidate: String(theirs),
    effect: apart === 0 ? 1 : apart === 1 ? 0.5 : apart <= 3 ? -0.3 : -1,
    note: apart === 0 ? "Same year" : `${apart} ${apart === 1 ? "year" : "years"} apart`,
  };
}

/** The library may own a part of an album, never more than all of it. */
function compareCount(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  if (!local.trackCount || !candidate.trackCount) return null;
  const more = local.trackCount - candidate.trackCount;
  return {
    feature: "track_count",
    local: String(local.trackCount),
    candidate: String(candidate.trackCount),
    effect: more === 0 ? 1 : more > 0 ? -Math.min(2, 0.5 * more) : 0,
    note:
      more === 0
        ? "Same number of tracks"
        : more > 0
          ? `You own ${more} more than it has`
          : `You own ${local.trackCount} of its ${candidate.trackCount} tracks`,
  };
}

function compareTrackLists(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  if (!local.tracks?.length || !candidate.tracks?.length) return null;
  const implied = [...impliedVersions(local.title), ...impliedVersions(candidate.title)];
  if (local.kind === "live" || candidate.kind === "live") implied.push("live");
  const found = assignTracks(local.tracks, candidate.tracks, implied).length;
  const share = found / local.tracks.length;
  return {
    feature: "tracks",
    local: `${local.tracks.length} tracks`,
    candidate: `${found} of them`,
    effect: share >= 0.9 ? 3 : share >= 0.7 ? 1.5 : share >= 0.4 ? -0.5 : -3,
    note: `${found} of your ${local.tracks.length} tracks are on it`,
  };
}

function compareBarcode(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  const digits = (code: string | undefined) => code?.replace(/\D/g, "").replace(/^0+/, "");
  const ours = digits(local.barcode);
  const theirs = digits(candidate.barcode);
  if (!ours || !theirs) return null;
  const same = ours === theirs;
  return {
    feature: "barcode",
    local: ours,
    candidate: theirs,
    effect: same ? 3 : -0.3,
    note: same ? "Same barcode" : "Another barcode",
  };
}

function compareReleaseGroup(local: AlbumRecord, candidate: AlbumRecord): Evidence | null {
  const agrees =
    (local.mbReleaseGroupId && local.mbReleaseGroupId === candidate.mbReleaseGroupId) ||
    (local.mbReleaseId && local.mbReleaseId === candidate.mbReleaseId);
  if (!agrees) return null;
  return {
    feature: "musicbrainz_id",
    local: local.mbReleaseGroupId ?? local.mbReleaseId ?? null,
    candidate: candidate.mbReleaseGroupId ?? candidate.mbReleaseId ?? null,
    effect: 4,
    note: "The tags hold this MusicBrainz id",
  };
}
