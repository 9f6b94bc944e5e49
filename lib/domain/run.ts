/** Kinds of long work, as the REST contract names them. */
export const RUN_KINDS = [
  "enrichment",
  "artwork_repair",
  "disambiguation",
  "image_fetch",
  "discography",
  "playlist_verify",
  "playlist_export",
  "import",
  "scan",
  "bulk",
  "undo",
] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export const RUN_STATUSES = ["queued", "running", "completed", "failed", "cancelled"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_TRIGGERS = ["manual_api", "dashboard", "import", "schedule"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** What became of each entity that a run looked at. deferred: behind a provider's pause; asked again later. */
export const RUN_OUTCOMES = ["applied", "ambiguous", "not_found", "unchanged", "deferred", "failed"] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export type OutcomeCounts = Partial<Record<RunOutcome, number>>;

/** A run that is still to end. At most one of a kind exists per account. */
export function isLive(status: RunStatus): boolean {
  return status === "queued" || status === "running";
}
