/** What a provider does not know, or knows too many of, is asked again after 30 days. */
export const ASK_AGAIN_MS = 30 * 24 * 3_600_000;

const FIRST_RETRY_MS = 15 * 60_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;

/** When to ask again after a failure: in 15 minutes, then twice as late each time, a day at most. */
export function retryAfterFailure(now: Date, earlierFailures: number): Date {
  return new Date(
    now.getTime() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(earlierFailures, 10)),
  );
}
