import { env } from "@/lib/server/env";

/** A request budget: the least distance between two starts, in milliseconds of the provider's own time. */
export interface Bucket {
  name: string;
  intervalMs: number;
  /** The distance counts from the answer, not from the start: for a provider that wants one request at a time. */
  afterAnswer?: boolean;
}

/**
 * MusicBrainz allows one request a second per address; Deezer 50 in 5 s, of which 40 are used; Spotify does not say,
 * and 350 ms has kept clear of its rolling window.
 * Sources: the providers' rate-limit pages as of October 2026, and what their clients report.
 */
export const BUCKETS = {
  musicbrainz: { name: "musicbrainz", intervalMs: 1_100, afterAnswer: true },
  deezer: { name: "deezer", intervalMs: 125 },
  "spotify:search": { name: "spotify:search", intervalMs: 350 },
  "spotify:lookup": { name: "spotify:lookup", intervalMs: 350 },
} as const satisfies Record<string, Bucket>;

/** How long a request may wait for its slot before the caller is told to come back later. */
export const LONGEST_WAIT_MS = 5_000;

/** A provider's milliseconds on this server's clock; the simulators may run faster than the world. */
export function scaled(milliseconds: number): number {
  return milliseconds / env().SIM_SPEED;
}
