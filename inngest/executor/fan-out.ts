import { fanOutLock, type EngineContext } from "./context";
import { isTransient } from "./database-errors";
import { cancelRequestEvent } from "./events";
import { parseDuration } from "./duration";
import { deterministicId } from "./ids";
import { admitRun, cancelRunIn, insertRuns, needsAdmission, resumeStep, type NewRun } from "./runs";
import type { EventPayload, Tx } from "./types";

export interface Outcome {
  handled: number;
  /** There may be more to do at once. */
  more: boolean;
}

const batchSize = 200;
/** Runs and waits are looked through in pages, so that a hundred thousand of them do not sit in memory. */
const pageSize = 500;

/**
 * Turns accepted events into runs, resumed waits and cancellations, in the order in which they were accepted.
 * Returns how many events were handled; a full batch means there may be more.
 */
export async function fanOut(context: EngineContext): Promise<Outcome> {
  try {
    return await fanOutBatch(context, batchSize);
  } catch (error) {
    if (isTransient(error)) throw error;
    // One of the events is at fault: the others must not wait for it.
    return setAsidePoison(context);
  }
}

/** Handles one batch event by event, and sets aside, with the reason, what fails alone as well. */
async function setAsidePoison(context: EngineContext): Promise<Outcome> {
  let handled = 0;
  for (let more = true; more && handled < batchSize; handled++) {
    try {
      ({ more } = await fanOutBatch(context, 1));
    } catch (error) {
      if (isTransient(error)) throw error;
      await setAside(context, error);
    }
  }
  return { handled, more: true };
}

async function setAside(context: EngineContext, error: unknown): Promise<void> {
  const problem = error instanceof Error ? error.message : String(error);
  const [event] = await context.sql<{ id: string; name: string }[]>`
    update inngest.events set pending = false, problem = ${problem.replaceAll("\0", "").slice(0, 2_000)}
    where seq = (select min(seq) from inngest.events where pending) returning id, name`;
  context.logger.error({ err: error, eventId: event?.id, event: event?.name }, "an event was set aside");
}

async function fanOutBatch(context: EngineContext, size: number): Promise<Outcome> {
  return context.sql.begin(async (tx) => {
    const [lock] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${fanOutLock}) as taken`;
    if (!lock?.taken) return { handled: 0, more: false };
    const rows = await tx<
      { seq: string; id: string; name: string; data: string; ts: number; v: string | null }[]
    >`
      select e.seq::text, id, name, data::text as data, ts, v from inngest.events e where pending order by e.seq limit ${size}`;
    if (rows.length === 0) return { handled: 0, more: false };

    const names = [...new Set(rows.map(({ name }) => name))];
    const awaited = new Set(
      (
        await tx<
          { event_name: string }[]
        >`select distinct event_name from inngest.waits where event_name = any(${names}::text[])`
      ).map((row) => row.event_name),
    );
    const batch = new Batch(context, tx);
    for (const [index, row] of rows.entries()) {
      const event: EventPayload = {
        id: row.id,
        name: row.name,
        data: JSON.parse(row.data),
        ts: row.ts,
        ...(row.v === null ? {} : { v: row.v }),
      };
      await batch.handle(event, row.seq, index, awaited.has(row.name));
    }
    await batch.flush();
    await tx`update inngest.events set pending = false where seq = any(${rows.map(({ seq }) => seq)}::text[]::bigint[])`;
    return { handled: rows.length, more: rows.length === size };
  });
}

/** Collects plain runs to create them together; whatever has to look at runs creates the collected ones first. */
class Batch {
  private collected: NewRun[] = [];
  private readonly now: number;

  constructor(
    private readonly context: EngineContext,
    private readonly tx: Tx,
  ) {
    this.now = context.clock.now();
  }

  async handle(event: EventPayload, seq: string, index: number, awaited: boolean): Promise<void> {
    const { registry } = this.context;
    if (event.name === cancelRequestEvent) {
      await this.flush();
      await cancelRunIn(
        this.context,
        this.tx,
        String((event.data as { run_id?: unknown }).run_id),
        "asked for",
      );
      return;
    }
    // Waits and cancellations concern runs that were there before the event.
    if (awaited) await this.resumeWaits(event);
    if (registry.cancelledBy(event.name).length > 0) await this.cancelRuns(event);
    const started = new Set<string>();
    for (const { config, condition } of registry.triggeredBy(event.name)) {
      // A function with two triggers that both fit still runs once for the event.
      if (started.has(config.id) || (condition && condition({ event }) !== true)) continue;
      started.add(config.id);
      const priority = this.priority(event, config.priority?.run);
      // The fraction keeps the order of acceptance among events of the same millisecond.
      const run: NewRun = {
        id: deterministicId("event", seq, event.id, config.id),
        config,
        event,
        rank: this.now + index / 1_000 - priority,
      };
      if (needsAdmission(config)) {
        await this.flush();
        await admitRun(this.context, this.tx, run);
      } else this.collected.push(run);
    }
  }

  async flush(): Promise<void> {
    const runs = this.collected;
    this.collected = [];
    await insertRuns(this.context, this.tx, runs);
  }

  /** Milliseconds by which a run is moved forward in the queue; at most ten minutes either way. */
  private priority(event: EventPayload, source: string | undefined): number {
    const value = source ? this.context.registry.evaluate(source, { event }) : 0;
    return typeof value === "number" ? Math.max(-600, Math.min(600, value)) * 1_000 : 0;
  }

  private async resumeWaits(event: EventPayload): Promise<void> {
    await this.flush();
    let after = { run: "", step: "" };
    for (;;) {
      const page = await this.tx<
        { run_id: string; step_id: string; expression: string | null; event: string | null }[]
      >`
        select w.run_id, w.step_id, w.expression, case when w.expression is null then null else r.event::text end as event
        from inngest.waits w join inngest.runs r on r.id = w.run_id
        where w.event_name = ${event.name} and (w.run_id, w.step_id) > (${after.run}, ${after.step}) and w.expires_at > ${this.now}
        order by w.run_id, w.step_id limit ${pageSize}`;
      for (const wait of page) {
        const fits =
          wait.expression === null ||
          this.context.registry.evaluate(wait.expression, {
            event: JSON.parse(wait.event ?? "null"),
            async: event,
          }) === true;
        if (fits)
          await resumeStep(this.context, this.tx, wait.run_id, wait.step_id, { type: "data", data: event });
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = { run: last.run_id, step: last.step_id };
    }
  }

  private async cancelRuns(event: EventPayload): Promise<void> {
    await this.flush();
    for (const { config, condition, timeout } of this.context.registry.cancelledBy(event.name)) {
      const since = timeout ? this.now - (parseDuration(timeout) ?? 0) : 0;
      let after = "";
      for (;;) {
        const page = await this.tx<{ id: string; event: string }[]>`
          select id, event::text as event from inngest.runs
          where function_id = ${config.id} and status in ('queued', 'running') and id > ${after} and created_at >= ${since}
          order by id limit ${pageSize}`;
        for (const run of page)
          if (!condition || condition({ event: JSON.parse(run.event), async: event }) === true)
            await cancelRunIn(this.context, this.tx, run.id, `the event ${event.name} asked for it`);
        const last = page.at(-1);
        if (!last || page.length < pageSize) break;
        after = last.id;
      }
    }
  }
}
