import type postgres from "postgres";

/** A postgres.js client or an open transaction of one. */
export type Queryable = postgres.ISql;
/** An open transaction. */
export type Tx = postgres.TransactionSql;
/** A postgres.js client. */
export type Client = postgres.Sql;

/** The part of pino's interface that the engine uses. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Time as the engine sees it. `now` is the wall clock (it may jump), `monotonic` only moves forward;
 * the engine compares the two to notice a jump.
 */
export interface Clock {
  now(): number;
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** An event as an app hands it over. */
export interface IncomingEvent {
  id?: string;
  name: string;
  data?: unknown;
  ts?: number;
  v?: string;
}

/** An event as functions see it. */
export interface EventPayload {
  id: string;
  name: string;
  data: unknown;
  ts: number;
  v?: string;
}

/** A function that carries a signed request to the app's `serve()` handler and brings the answer back. */
export type Deliver = (request: Request, signal: AbortSignal) => Promise<Response>;

/** What is remembered of a finished step. */
export type Memo = { type: "data"; data: unknown } | { type: "error"; error: unknown };

/** An error as it travels: the SDK's serialised form has the same keys. */
export interface PlainError {
  name: string;
  message: string;
  stack?: string;
}

export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** What one SDK request needs to know of its run. */
export interface QueueItem {
  id: string;
  runId: string;
  functionId: string;
  /** Hashed id of the one step to run; null asks for discovery of what comes next. */
  stepId: string | null;
  attempt: number;
  /** Deliveries that never reached the SDK; they do not count as attempts. */
  deliveries: number;
  concurrencyKeys: string[];
}
