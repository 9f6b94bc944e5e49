import { z } from "zod";
import { parseRetryAfter } from "../backoff";
import type { PlainError } from "../types";

const opSchema = z.looseObject({
  op: z.string(),
  id: z.string().min(1),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof opSchema>;

const errorSchema = z.looseObject({
  name: z.string().catch("Error"),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

/** What the app's answer means to the engine. */
export type Answer =
  | { kind: "complete"; output: unknown }
  | { kind: "ops"; ops: Op[]; retryAfterMs?: number; everyStep: boolean }
  | { kind: "threw"; error: PlainError; retry: boolean; retryAfterMs?: number }
  /** Took longer than a request may: counts as an attempt, or a step that never returns would run for ever. */
  | { kind: "timeout"; error: PlainError }
  /** Never reached the SDK: the app is restarting, refuses the connection or answers with a page of its own. */
  | { kind: "undelivered"; reason: string }
  /** Reached the app and broke there (connection cut, function unknown): delivered again, but not for ever. */
  | { kind: "broken"; reason: string };

/** Reads an HTTP answer. Only one that carries the SDK's own headers is taken as an answer of the protocol. */
export function readAnswer(status: number, headers: Headers, body: string, now: number): Answer {
  if (!headers.has("x-inngest-sdk") && !headers.has("x-inngest-req-version"))
    return { kind: "undelivered", reason: describeForeign(status, body) };
  if (status === 401)
    return {
      kind: "undelivered",
      reason: "the app refused the signature (HTTP 401): do both sides use the same signing key?",
    };

  let json: unknown;
  try {
    json = body === "" ? null : JSON.parse(body);
  } catch {
    return { kind: "broken", reason: `HTTP ${status} with a body that is not JSON` };
  }
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"), now);
  if (status === 200) return { kind: "complete", output: json };
  if (status === 206) {
    const ops = z.array(opSchema).safeParse(json);
    if (!ops.success)
      return { kind: "broken", reason: `HTTP 206 with unreadable operations: ${z.prettifyError(ops.error)}` };
    return {
      kind: "ops",
      ops: ops.data,
      retryAfterMs,
      everyStep: headers.get("x-inngest-req-version") === "1",
    };
  }
  const error = toPlainError(json);
  const noRetry = headers.get("x-inngest-no-retry");
  if (noRetry === null) return { kind: "broken", reason: `HTTP ${status}: ${error.message}` };
  return { kind: "threw", error, retry: noRetry !== "true", retryAfterMs };
}

/** Any JSON as an error with a name and a message. */
export function toPlainError(json: unknown): PlainError {
  if (typeof json === "string") return { name: "Error", message: json };
  const parsed = errorSchema.safeParse(json);
  if (!parsed.success) return { name: "Error", message: "unknown error" };
  const { message, error, ...rest } = parsed.data;
  return { ...rest, message: message ?? error ?? "unknown error" };
}

function describeForeign(status: number, body: string): string {
  const start = body.replace(/\s+/g, " ").slice(0, 80);
  return `HTTP ${status} that did not come from the Inngest SDK${start ? ` (${start})` : ""}`;
}
