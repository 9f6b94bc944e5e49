import type { Evidence } from "@/lib/domain/evidence";
import type { TrackRecord } from "@/lib/domain/records";
import { compareName } from "./name";
import { scorePair, type Conflict, type PairScore } from "./score";
import { fold, similarity } from "./text";
import { parseTitle, sameNumbers, sameVersion } from "./title";

const BASE = -4;
const ARTIST = {
  equal: 3,
  alias: 2.5,
  near: [
    [0.4, -1],
    [0.75, 1],
  ] as [number, number][],
  different: -4,
};

/** Lengths further apart than this are not the same recording. */
const CONFLICT_MS = 30_000;

/** `implied` are version classes that both are known to have, whether or not their titles say so. */
export function compareTracks(local: TrackRecord, candidate: TrackRecord, implied: string[] = []): PairScore {
  const left = parseTitle(local.title);
  const right = parseTitle(candidate.title);
  const conflicts: Conflict[] = [];
  if (!sameVersion(left, right, implied)) conflicts.push("version");
  if (!sameNumbers(left, right)) conflicts.push("number");
  const length = compareLength(local.durationMs, candidate.durationMs);
  if (length && Math.abs((local.durationMs ?? 0) - (candidate.durationMs ?? 0)) > CONFLICT_MS)
    conflicts.push("length");

  const alike = left.core === right.core ? 1 : similarity(left.core, right.core);
  const title: Evidence = {
    feature: "title",
    local: local.title,
    candidate: candidate.title,
    effect: alike === 1 ? 4 : alike >= 0.8 ? 1.5 : alike >= 0.6 ? -1 : -6,
    note:
      alike === 1 ? "Same title" : alike >= 0.6 ? "The titles are alike, not the same" : "Different titles",
  };
  return scorePair(
    BASE,
    [
      title,
      compareCredits(local.artists, candidate.artists),
      length,
      compareIsrc(local, candidate),
      compareAlbum(local, candidate),
    ],
    conflicts,
  );
}

/** The best agreement between any of ours and any of theirs: credits are ordered differently everywhere. */
function compareCredits(local: string[], candidate: string[]): Evidence | null {
  if (local.length === 0 || candidate.length === 0) return null;
  const comparisons = local
    .slice(0, 5)
    .flatMap((ours) => candidate.slice(0, 5).map((name) => compareName("artist", ours, { name }, ARTIST)));
  return comparisons.reduce((best, next) => (next.effect > best.effect ? next : best));
}

function compareLength(local: number | undefined, candidate: number | undefined): Evidence | null {
  if (!local || !candidate) return null;
  const apart = Math.abs(local - candidate);
  const seconds = Math.round(apart / 1000);
  return {
    feature: "length",
    local: clock(local),
    candidate: clock(candidate),
    effect: apart <= 3_000 ? 1.5 : apart <= 10_000 ? 0.5 : apart <= CONFLICT_MS ? -1 : -3,
    note: seconds === 0 ? "Same length" : `The length differs by ${seconds} s`,
  };
}

function compareIsrc(local: TrackRecord, candidate: TrackRecord): Evidence | null {
  if (!local.isrc || !candidate.isrc) return null;
  const same = local.isrc.toUpperCase() === candidate.isrc.toUpperCase();
  // Another ISRC says little: reissues and compilations get new ones for the same recording.
  return {
    feature: "isrc",
    local: local.isrc,
    candidate: candidate.isrc,
    effect: same ? 3 : -0.3,
    note: same ? "Same ISRC" : "Another ISRC",
  };
}

function compareAlbum(local: TrackRecord, candidate: TrackRecord): Evidence | null {
  if (!local.album || !candidate.album) return null;
  const same = parseTitle(local.album).core === parseTitle(candidate.album).core;
  const alike = same || similarity(fold(local.album), fold(candidate.album)) >= 0.8;
  return {
    feature: "album",
    local: local.album,
    candidate: candidate.album,
    effect: same ? 1 : alike ? 0.5 : -0.3,
    note: same ? "Same album" : alike ? "The albums are alike" : "On another album",
  };
}

function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
