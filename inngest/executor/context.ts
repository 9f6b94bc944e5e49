import type { Registry } from "./registry";
import type { Client, Clock, Logger } from "./types";

/** What the engine's parts share. One engine owns one of these; nothing is kept in modules. */
export interface EngineContext {
  sql: Client;
  clock: Clock;
  logger: Logger;
  random: () => number;
  retryScale: number;
  registry: Registry;
}

/** Everything that claims or frees concurrency slots and throttled starts does so one at a time. */
export const claimLock = 4_617_315_518;
/** One engine at a time turns events into runs, so that their order holds. */
export const fanOutLock = 4_617_315_519;
/** One engine at a time wakes what has slept or waited. */
export const timerLock = 4_617_315_520;
