import type { Verdict } from "../gateway/gateway";
import { scaled } from "../gateway/limits";
import { parseRetryAfter } from "../gateway/retry-after";

/** What MusicBrainz asks for after we were too fast: a second; three are taken, since refused requests count too. */
const TOO_FAST_PAUSE_MS = 3_000;

/**
 * MusicBrainz answers 503 for two different things: the server sheds load (zone "global"; the request is tried again)
 * or our address was too fast (zone "ws ip"; everybody here pauses).
 */
export function classify(answer: { status: number; headers: Headers; text: string; now: Date }): Verdict {
  const { status, headers } = answer;
  if (status === 200) return { kind: "answer" };
  if (status === 301 || status === 302 || status === 307 || status === 308) {
    const to = headers.get("location");
    return to
      ? { kind: "moved", to }
      : { kind: "failed", reason: "musicbrainz: redirect without an address" };
  }
  if (status === 404) return { kind: "gone" };
  if (status === 503 || status === 429) {
    const zone = headers.get("x-ratelimit-zone") ?? "";
    if (zone.includes("global") || answer.text.includes("currently busy")) return { kind: "busy" };
    const wait = parseRetryAfter(headers.get("retry-after"), answer.now) ?? 0;
    return {
      kind: "rate_limited",
      forMs: Math.max(wait, scaled(TOO_FAST_PAUSE_MS)),
      reason: "too many requests",
    };
  }
  if (status === 403) return { kind: "refused", reason: "musicbrainz: the application is not accepted" };
  if (status >= 500) return { kind: "failed", reason: `musicbrainz: HTTP ${status}` };
  return { kind: "refused", reason: `musicbrainz: HTTP ${status}` };
}
