/** What a real Inngest server enforces, so that nothing works only here. */
export const limits = {
  stepsPerRun: 1_000,
  stepOutputBytes: 4 * 1024 * 1024,
  eventBytes: 256 * 1024,
  eventsPerRequest: 5_000,
  dedupeMs: 24 * 60 * 60 * 1_000,
  sleepMs: 366 * 24 * 60 * 60 * 1_000,
  /** Deliveries that broke off or were misrouted in a row before the run is given up as poisonous. */
  brokenDeliveries: 20,
} as const;
