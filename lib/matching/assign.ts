import type { TrackRecord } from "@/lib/domain/records";
import { compareTracks } from "./track";
import type { PairScore } from "./score";

export interface Assignment {
  local: number;
  candidate: number;
  score: PairScore;
}

const LEAST_PROBABILITY = 0.5;

/**
 * The best assignment of the library's tracks to an album's track list, one to one: the surest pair first, the place
 * on the disc between equal ones. Tracks without a likely partner stay alone. `implied` are version classes of the
 * whole album.
 */
export function assignTracks(
  local: TrackRecord[],
  candidates: TrackRecord[],
  implied: string[] = [],
): Assignment[] {
  const pairs: (Assignment & { distance: number })[] = [];
  local.forEach((ours, left) => {
    candidates.forEach((theirs, right) => {
      const score = compareTracks(ours, theirs, implied);
      if (score.probability >= LEAST_PROBABILITY) {
        pairs.push({ local: left, candidate: right, score, distance: placeDistance(ours, theirs) });
      }
    });
  });
  pairs.sort(
    (a, b) =>
      b.score.probability - a.score.probability ||
      a.distance - b.distance ||
      a.local - b.local ||
      a.candidate - b.candidate,
  );
  const takenLocal = new Set<number>();
  const takenCandidate = new Set<number>();
  const chosen: Assignment[] = [];
  for (const { local: left, candidate: right, score } of pairs) {
    if (takenLocal.has(left) || takenCandidate.has(right)) continue;
    takenLocal.add(left);
    takenCandidate.add(right);
    chosen.push({ local: left, candidate: right, score });
  }
  return chosen;
}

function placeDistance(a: TrackRecord, b: TrackRecord): number {
  if (a.trackNumber === undefined || b.trackNumber === undefined) return 1_000;
  return Math.abs(a.trackNumber - b.trackNumber) + 100 * Math.abs((a.discNumber ?? 1) - (b.discNumber ?? 1));
}
