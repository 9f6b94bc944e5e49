import type { Verdict } from "../gateway/gateway";
import { scaled } from "../gateway/limits";
import { parseRetryAfter } from "../gateway/retry-after";
import { spotifyError } from "./schema";

const HOUR_MS = 3_600_000;
/** Spotify's rate limit is a rolling window of 30 s; it names no wait in some answers. */
const WINDOW_MS = 30_000;
/** A used-up daily quota without a Retry-After: seen to last between 17 and 24 hours. */
const QUOTA_PAUSE_MS = 17 * HOUR_MS;

export const UNAUTHORIZED = "spotify: the access token is not valid";

/** Reads Spotify's errors: two kinds of 429, and 403 for endpoints and accounts that an app may not use. */
export function classify(answer: { status: number; headers: Headers; text: string; now: Date }): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "answer" };
  if (status === 401) return { kind: "refused", reason: UNAUTHORIZED };
  if (status === 404) return { kind: "gone" };
  if (status === 429) {
    const wait = parseRetryAfter(answer.headers.get("retry-after"), answer.now);
    if (readReason(answer.text) === "QUOTA_EXCEEDED") {
      return { kind: "rate_limited", forMs: wait ?? QUOTA_PAUSE_MS, reason: "daily quota used up" };
    }
    return { kind: "rate_limited", forMs: wait ?? scaled(WINDOW_MS), reason: "too many requests" };
  }
  if (status >= 500) return { kind: "failed", reason: `spotify: HTTP ${status}` };
  return { kind: "refused", reason: `spotify: HTTP ${status}` };
}

function readReason(text: string): string | undefined {
  try {
    const parsed = spotifyError.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.error.reason : undefined;
  } catch {
    return undefined;
  }
}
