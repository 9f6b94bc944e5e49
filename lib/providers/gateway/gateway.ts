import type { z } from "zod";
import type { Database } from "@/db/client";
import type { Provider } from "@/lib/domain/entity";
import type { Clock } from "@/lib/server/clock";
import type { Logger } from "@/lib/server/logger";
import { pause, reserveSlot, spaceAfterAnswer } from "./budget";
import { readCache, writeCache, type CachedAnswer } from "./cache";
import { exchange, type HttpAnswer } from "./http";
import { LONGEST_WAIT_MS, scaled, type Bucket } from "./limits";
import type { NoAnswer, Outcome } from "./outcome";

/** What a provider's answer means; each provider reads its own dialect in its classify function. */
export type Verdict =
  | { kind: "answer" }
  | { kind: "gone" }
  | { kind: "moved"; to: string }
  | { kind: "refused"; reason: string }
  /** The server sheds load: the same request is tried again soon, with growing, jittered distance. */
  | { kind: "busy" }
  /** Nobody may ask this budget for so long. */
  | { kind: "rate_limited"; forMs: number; reason: string }
  | { kind: "failed"; reason: string };

export interface ProviderRequest<T> {
  provider: Provider;
  bucket: Bucket;
  url: string;
  headers?: Record<string, string>;
  schema: z.ZodType<T>;
  classify(answer: { status: number; headers: Headers; text: string; now: Date }): Verdict;
  /** How long the answer may be kept, in milliseconds; 0 is not at all. */
  cacheMs: number;
}

export interface Gateway {
  get<T>(request: ProviderRequest<T>): Promise<Outcome<T>>;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const BUSY_TRIES = 4;
const BUSY_FIRST_WAIT_MS = 2_000;
const MAX_HOPS = 3;
/** A Retry-After of nought would have us ask in a circle; one of years would stop a provider for ever. */
const LEAST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 48 * 3_600_000;
/** Negative answers are kept for less long than found ones: catalogues grow. */
const GONE_CACHE_MS = 24 * 3_600_000;

/**
 * The only way out to the providers: cache, budget, bounded HTTP, the provider's own dialect, schema, in this order.
 * `onRequest` is called for each request that is really sent.
 */
export function createGateway(parts: {
  db: Database;
  clock: Clock;
  logger: Logger;
  onRequest?: (provider: Provider) => void;
}): Gateway {
  const { db, clock, logger } = parts;

  async function get<T>(request: ProviderRequest<T>): Promise<Outcome<T>> {
    if (request.cacheMs > 0) {
      const cached = await readCache(db, request.provider, request.url, clock.now());
      const kept = cached && parse(request, cached, true);
      // What an older version of the app kept may not be what this one reads: then it is asked for anew.
      if (kept && kept.kind !== "failed") return kept;
    }
    let url = request.url;
    let hops = 0;
    for (let attempt = 1; ; attempt++) {
      const slot = await takeSlot(request.bucket);
      if (slot) return slot;
      parts.onRequest?.(request.provider);
      const answer = await exchange(url, { headers: request.headers, maxBytes: MAX_BODY_BYTES });
      if (request.bucket.afterAnswer) await spaceAfterAnswer(db, request.bucket);
      if ("failure" in answer) return { kind: "failed", reason: `${request.provider}: ${answer.reason}` };

      const text = answer.body.toString("utf8").replaceAll("\u0000", "");
      const verdict = request.classify({
        status: answer.status,
        headers: answer.headers,
        text,
        now: clock.now(),
      });
      switch (verdict.kind) {
        case "answer":
        case "gone":
          return keep(request, answer, text, verdict.kind);
        case "moved":
          if (++hops > MAX_HOPS) return { kind: "failed", reason: `${request.provider}: too many redirects` };
          url = new URL(verdict.to, url).href;
          if (new URL(url).origin !== new URL(request.url).origin) {
            return { kind: "failed", reason: `${request.provider}: redirected to another host` };
          }
          attempt--;
          break;
        case "busy":
          if (attempt >= BUSY_TRIES) return { kind: "failed", reason: `${request.provider}: busy` };
          await sleep(scaled(BUSY_FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random())));
          break;
        case "rate_limited": {
          const { reason } = verdict;
          const forMs = Math.min(Math.max(verdict.forMs, scaled(LEAST_PAUSE_MS)), LONGEST_PAUSE_MS);
          await pause(db, request.bucket, forMs, reason);
          logger.warn({ bucket: request.bucket.name, forMs, reason }, "provider paused");
          return { kind: "rate_limited", until: new Date(clock.now().getTime() + forMs), reason };
        }
        case "refused":
          return { kind: "refused", reason: verdict.reason };
        case "failed":
          return { kind: "failed", reason: verdict.reason };
      }
    }
  }

  async function takeSlot(bucket: Bucket): Promise<NoAnswer | null> {
    const giveUpAt = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      const now = clock.now();
      const reservation = await reserveSlot(db, bucket, now);
      if (reservation.kind === "slot") {
        if (reservation.waitMs > 0) await sleep(reservation.waitMs);
        return null;
      }
      const { until } = reservation;
      if (reservation.kind === "paused") return { kind: "rate_limited", until, reason: reservation.reason };
      if (!bucket.afterAnswer || performance.now() > giveUpAt)
        return { kind: "rate_limited", until, reason: "queue is full" };
      // Held by a request under way, or free again soon; how soon, only the answer will tell.
      await sleep(Math.min(until.getTime() - now.getTime(), scaled(bucket.intervalMs)));
    }
  }

  async function keep<T>(
    request: ProviderRequest<T>,
    answer: HttpAnswer,
    text: string,
    kind: "answer" | "gone",
  ): Promise<Outcome<T>> {
    const status = kind === "gone" ? 404 : answer.status;
    const outcome = parse(request, { status, body: text }, false);
    if (request.cacheMs > 0 && (outcome.kind === "found" || outcome.kind === "gone")) {
      const gone = outcome.kind === "gone";
      const age = gone ? Math.min(GONE_CACHE_MS, request.cacheMs) : request.cacheMs;
      // Only what the schema reads is kept: an answer can be a megabyte of which a few kilobytes are used.
      const entry: CachedAnswer = { status, body: gone ? "" : JSON.stringify(outcome.value) };
      await writeCache(db, request.provider, request.url, entry, clock.now(), age);
    }
    return outcome;
  }

  function parse<T>(request: ProviderRequest<T>, entry: CachedAnswer, fromCache: boolean): Outcome<T> {
    if (entry.status === 404) return { kind: "gone" };
    let json: unknown;
    try {
      json = parseJson(entry.body);
    } catch {
      return { kind: "failed", reason: `${request.provider}: the answer is not JSON` };
    }
    const parsed = request.schema.safeParse(json);
    if (parsed.success) return { kind: "found", value: parsed.data, fromCache };
    const issue = parsed.error.issues[0];
    logger.warn(
      { provider: request.provider, path: issue?.path.join("."), problem: issue?.message },
      "unexpected answer",
    );
    return {
      kind: "failed",
      reason: `${request.provider}: unexpected answer at ${issue?.path.join(".") ?? "?"}`,
    };
  }

  return { get };
}

/** What JSON can escape and no database can store. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** Names from outside come without NUL characters and halves of surrogate pairs. */
function parseJson(text: string): unknown {
  if (!UNSTORABLE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value,
  );
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
