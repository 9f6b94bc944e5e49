import { createHash } from "node:crypto";
import type { FunctionConfig } from "./protocol/config";
import type { Registry } from "./registry";
import type { EventPayload } from "./types";

/**
 * Keys under which a run of this function is counted. Values that lead nowhere count as null; long ones are
 * hashed. JSON keeps strings and numbers apart and NUL characters out of the database.
 */
export interface FlowKeys {
  concurrencyKeys: string[];
  throttleKey: string | null;
  idempotencyKey: string | null;
  singletonKey: string | null;
}

export function flowKeys(registry: Registry, config: FunctionConfig, event: EventPayload): FlowKeys {
  const value = (source: string | undefined) => keyText(source ? registry.evaluate(source, { event }) : null);
  return {
    concurrencyKeys: (config.concurrency ?? []).map(({ key, scope = "fn" }, index) => {
      // The same key in scope account or env is one limit over all functions; in scope fn it is this function's.
      return scope === "fn" ? `fn:${config.id}:${index}:${value(key)}` : `${scope}:${value(key)}`;
    }),
    throttleKey: config.throttle ? `${config.id}:${value(config.throttle.key)}` : null,
    idempotencyKey: config.idempotency ? value(config.idempotency) : null,
    singletonKey: config.singleton ? `${config.id}:${value(config.singleton.key)}` : null,
  };
}

function keyText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= 200 ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
