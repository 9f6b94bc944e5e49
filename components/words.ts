import type { LookupStatus, Provider } from "@/lib/domain/entity";
import type { RunKind, RunOutcome, RunStatus } from "@/lib/domain/run";

/** The words of the interface for the names of states: one place, so that a thing is called the same everywhere. */
export const PROVIDER_NAMES: Record<Provider, string> = {
  spotify: "Spotify",
  musicbrainz: "MusicBrainz",
  deezer: "Deezer",
  discogs: "Discogs",
};

export const RUN_NAMES: Record<RunKind, string> = {
  enrichment: "Enrichment",
  artwork_repair: "Artwork repair",
  disambiguation: "Disambiguation",
  image_fetch: "Fetching images",
  discography: "Discography",
  playlist_verify: "Playlist check",
  playlist_export: "Playlist export",
  import: "Import",
  scan: "Scan",
  bulk: "Bulk decision",
  undo: "Undo",
};

export const RUN_STATUS_NAMES: Record<RunStatus, string> = {
  queued: "waiting to start",
  running: "running",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

export const OUTCOME_NAMES: Record<RunOutcome, string> = {
  applied: "applied",
  ambiguous: "wait for you",
  not_found: "not found",
  unchanged: "unchanged",
  deferred: "asked again later",
  failed: "failed, will be retried",
};

/** A scan reads files where an enrichment settles matches. */
export const SCAN_OUTCOME_NAMES: Partial<Record<RunOutcome, string>> = {
  applied: "read",
  unchanged: "unchanged",
  failed: "not readable",
};

export const LOOKUP_NAMES: Record<LookupStatus, string> = {
  found: "linked",
  ambiguous: "waits for you",
  not_found: "not found",
  provider_failed: "no answer, will be asked again",
};

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
}

/** A probability as whole per cent; never 100, since nothing is. */
export function perCent(probability: number): string {
  return `${Math.min(99, Math.round(probability * 100))} %`;
}

/** The states by which the library can be filtered. */
export const LIBRARY_STATE_NAMES = {
  linked: "On Spotify",
  waiting: "Waits for you",
  not_found: "Not found",
  unasked: "Not asked yet",
  failed: "No answer",
  ignored: "Ignored",
} as const;
