import type { Verdict } from "../gateway/gateway";
import { scaled } from "../gateway/limits";
import { parseRetryAfter } from "../gateway/retry-after";
import { deezerError } from "./schema";

/** After "quota limit exceeded": the window is 5 s, and Deezer sends no Retry-After. */
const QUOTA_PAUSE_MS = 6_000;

/** Reads Deezer's errors, which come with HTTP 200 and a code in the body. */
export function classify(answer: { status: number; headers: Headers; text: string; now: Date }): Verdict {
  if (answer.status === 429 || answer.status === 503) {
    const wait = parseRetryAfter(answer.headers.get("retry-after"), answer.now) ?? scaled(QUOTA_PAUSE_MS);
    return { kind: "rate_limited", forMs: wait, reason: `HTTP ${answer.status}` };
  }
  if (answer.status === 404) return { kind: "gone" };
  if (answer.status >= 500) return { kind: "failed", reason: `deezer: HTTP ${answer.status}` };
  if (answer.status !== 200) return { kind: "refused", reason: `deezer: HTTP ${answer.status}` };

  const error = readError(answer.text);
  if (!error) return { kind: "answer" };
  switch (error.code) {
    case 4:
      return { kind: "rate_limited", forMs: scaled(QUOTA_PAUSE_MS), reason: "quota limit exceeded" };
    case 700:
      return { kind: "busy" };
    case 800:
      return { kind: "gone" };
    default:
      return { kind: "refused", reason: `deezer: error ${error.code}` };
  }
}

function readError(text: string): { code: number } | null {
  if (!/^\s*\{\s*"error"/.test(text)) return null;
  try {
    const parsed = deezerError.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.error : null;
  } catch {
    return null;
  }
}
