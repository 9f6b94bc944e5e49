import canonicalize from "canonicalize";
import type { EventPayload, Memo, QueueItem } from "../types";
import { signCanonical } from "./signature";

export interface CallState {
  event: EventPayload;
  /** Finished steps in the order in which they finished. */
  memos: readonly { id: string; memo: Memo }[];
  /** From a parallel group on, the SDK must report steps instead of running them at once. */
  parallel: boolean;
  maxAttempts: number;
}

export interface AppTarget {
  appUrl: string;
  signingKey: string;
}

/** The request that asks the SDK to go on with a run. Throws when the state cannot be written as JSON. */
export function buildCallRequest(target: AppTarget, item: QueueItem, state: CallState): Request {
  const url = new URL(target.appUrl);
  url.searchParams.set("fnId", item.functionId);
  url.searchParams.set("stepId", item.stepId ?? "step");
  const stack = state.memos.map(({ id }) => id);
  return signedRequest(target, "POST", url, {
    version: 2,
    event: state.event,
    events: [state.event],
    steps: Object.fromEntries(state.memos.map(({ id, memo }) => [id, memo])),
    // No fn_id: with it the SDK would checkpoint every step by a call of its own.
    ctx: {
      run_id: item.runId,
      attempt: item.attempt,
      max_attempts: state.maxAttempts,
      disable_immediate_execution: state.parallel,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  });
}

/** The request for the functions' configuration ("in band": the answer carries all of it). */
export function buildSyncRequest(target: AppTarget): Request {
  return signedRequest(
    target,
    "PUT",
    new URL(target.appUrl),
    { url: target.appUrl },
    { "x-inngest-sync-kind": "in_band" },
  );
}

function signedRequest(
  target: AppTarget,
  method: string,
  url: URL,
  body: unknown,
  headers: Record<string, string> = {},
): Request {
  const canonical = canonicalize(body);
  if (canonical === undefined) throw new TypeError("the request body cannot be written as JSON");
  // The SDK compares the time with the system's clock, so this one does not come from the engine's clock.
  const seconds = Math.floor(Date.now() / 1_000);
  return new Request(url, {
    method,
    body: canonical,
    headers: {
      host: url.host,
      "content-type": "application/json",
      "x-inngest-signature": signCanonical(canonical, target.signingKey, seconds),
      ...headers,
    },
  });
}
