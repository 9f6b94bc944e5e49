import { randomUUID } from "node:crypto";
import { z } from "zod";
import { limits } from "./limits";
import type { IncomingEvent, Queryable } from "./types";

/** The event cannot be accepted; sending it again would not help. */
export class InvalidEventError extends Error {
  override name = "InvalidEventError";
  constructor(
    message: string,
    readonly status: 400 | 413 = 400,
  ) {
    super(message);
  }
}

export const invokedEvent = "inngest/function.invoked";
export const failedEvent = "inngest/function.failed";
export const scheduledEvent = "inngest/scheduled.timer";
/** Control event by which another process asks the engine to cancel a run. */
export const cancelRequestEvent = "inngest/engine.cancel-requested";

/** Text columns take neither NUL nor half a surrogate pair. */
const storable = (text: string) => !/\0|\p{Surrogate}/u.test(text);
const eventSchema = z.object({
  id: z.string().max(512).refine(storable, "id contains NUL or a lone surrogate").nullish(),
  name: z.string().min(1).max(256).refine(storable, "name contains NUL or a lone surrogate"),
  data: z.unknown().optional(),
  ts: z.number().finite().nonnegative().nullish(),
  v: z.string().max(64).refine(storable, "v contains NUL or a lone surrogate").nullish(),
});

export interface IngestOptions {
  /** Wall clock; by default the system's. */
  now?: number;
  /** Ids are made from this where an event has none, so that sending the same batch again changes nothing. */
  idSeed?: string;
}

interface EncodeOptions extends IngestOptions {
  /** Lets names below `inngest/` pass: they belong to the engine. */
  internal?: boolean;
}

/**
 * Checks events and writes them as the one text that `inngest.ingest(batch, at_ms)` takes. For callers whose
 * transaction is not postgres.js' own: `select inngest.ingest(<batch>, <now>)`.
 */
export function encodeEvents(
  events: readonly IncomingEvent[],
  options: EncodeOptions = {},
): { ids: string[]; batch: string; now: number } {
  const now = options.now ?? Date.now();
  if (events.length > limits.eventsPerRequest)
    throw new InvalidEventError(
      `${events.length} events at once; at most ${limits.eventsPerRequest} are accepted`,
      413,
    );
  const ids: string[] = [];
  const known = new Set<string>();
  const rows: object[] = [];
  events.forEach((given, index) => {
    const parsed = eventSchema.safeParse(given);
    if (!parsed.success) throw new InvalidEventError(`event ${index}: ${z.prettifyError(parsed.error)}`);
    const event = parsed.data;
    if (event.name.startsWith("inngest/") && !options.internal)
      throw new InvalidEventError(
        `event ${index}: names that start with "inngest/" are reserved (${event.name})`,
      );
    const data = JSON.stringify(event.data ?? {});
    if (!options.internal && Buffer.byteLength(data) > limits.eventBytes)
      throw new InvalidEventError(
        `event ${index} (${event.name}) is larger than ${limits.eventBytes} bytes`,
        413,
      );
    const dedupe = Boolean(event.id) || options.idSeed !== undefined;
    const id = event.id || (options.idSeed === undefined ? randomUUID() : `${options.idSeed}:${index}`);
    ids.push(id);
    if (known.has(id)) return;
    known.add(id);
    rows.push({ id, name: event.name, data, ts: event.ts ?? now, v: event.v ?? null, dedupe });
  });
  return { ids, batch: JSON.stringify(rows), now };
}

/**
 * Accepts events: once this returns (or the given transaction commits) they are durable and every function they
 * trigger will run. An id seen within 24 hours is not accepted twice. Needs only what `migrateEngine` grants.
 */
export async function ingestEvents(
  sql: Queryable,
  events: readonly IncomingEvent[],
  options: IngestOptions = {},
): Promise<string[]> {
  return ingest(sql, events, options);
}

/** As `ingestEvents`, for the engine's own events. */
export async function ingest(
  sql: Queryable,
  events: readonly IncomingEvent[],
  options: EncodeOptions,
): Promise<string[]> {
  if (events.length === 0) return [];
  const { ids, batch, now } = encodeEvents(events, options);
  await sql`select inngest.ingest(${batch}::text, ${now}::double precision)`;
  return ids;
}

/** Asks whichever engine is running to cancel a run; works for a role that only has the granted rights. */
export async function requestCancel(sql: Queryable, runId: string): Promise<void> {
  await ingest(sql, [{ name: cancelRequestEvent, data: { run_id: runId } }], { internal: true });
}
