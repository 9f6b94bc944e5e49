const minute = 60_000;
const steps = [
  15_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  40 * minute,
  60 * minute,
  120 * minute,
];
const jitterMs = 30_000;
const retryAfterBounds = { min: 1_000, max: 24 * 60 * minute };

/** Pause before attempt `attempt` (1 is the first retry). `scale` shortens it for tests and demos. */
export function retryDelay(attempt: number, scale: number, random: () => number): number {
  const base = steps[Math.min(Math.max(attempt, 1), steps.length) - 1] ?? 15_000;
  return Math.round((base + random() * jitterMs) * scale);
}

/** Pause before a request that never reached the SDK is delivered again: short at first, then twice a minute. */
export function redeliveryDelay(deliveries: number, scale: number, random: () => number): number {
  const base = Math.min(250 * 2 ** Math.min(deliveries, 10), 30_000);
  return Math.round(base * (0.75 + random() / 2) * Math.min(1, Math.max(scale, 0.1)));
}

/** Milliseconds that a Retry-After header asks for (seconds, an ISO date or an HTTP date). */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  if (!Number.isFinite(wait)) return undefined;
  return Math.min(Math.max(wait, retryAfterBounds.min), retryAfterBounds.max);
}
