import type { EnrichingProvider } from "@/lib/providers/registry";

/**
 * How the engine shapes the queue of look-ups. It paces the starts of jobs and keeps one step at a time at a provider;
 * the limits of the providers themselves are kept by the budget in lib/providers/gateway, whatever runs beside.
 */
export function lookupFlow(provider: EnrichingProvider) {
  return {
    throttle: { limit: 5, period: "10s" as const, burst: 5, key: "event.data.ownerId" },
    concurrency: [
      { limit: provider === "musicbrainz" ? 1 : 4, key: `"${provider}"`, scope: "account" as const },
      { limit: 1, key: "event.data.ownerId" },
    ] as [{ limit: number; key: string; scope: "account" }, { limit: number; key: string }],
  };
}

/** A step asks about so many entities: short enough to lose little in a crash, long enough to cost little itself. */
export const ENTITIES_A_STEP = 10;

/** Inngest allows 1,000 steps a run; a look-up hands over to a new run well before. */
export const STEPS_A_RUN = 800;
