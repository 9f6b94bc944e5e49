import { claimLock, type EngineContext } from "./context";
import { releaseThrottled } from "./throttle";
import type { QueueItem, Tx } from "./types";

export interface LeasedItem extends QueueItem {
  /** The engine id under which it was claimed: an engine that was taken for dead goes on under another one. */
  leasedBy: string;
}

export interface NewItem {
  runId: string;
  functionId: string;
  stepId: string | null;
  attempt: number;
  deliveries: number;
  rank: number;
  concurrencyKeys: string[];
  /** Absent: at once, whatever the clock says. */
  delayMs?: number;
}

export async function enqueue(tx: Tx, item: NewItem, now: number): Promise<void> {
  const delay = item.delayMs ?? null;
  await tx`
    insert into inngest.queue (run_id, function_id, step_id, attempt, deliveries, state, rank, run_at, delay_ms, concurrency_keys)
    values (${item.runId}, ${item.functionId}, ${item.stepId}, ${item.attempt}, ${item.deliveries},
      ${delay === null ? "ready" : "delayed"}, ${item.rank}, ${delay === null ? null : now + delay}, ${delay}, ${item.concurrencyKeys}::text[])`;
}

interface Candidate {
  id: string;
  run_id: string;
  function_id: string;
  step_id: string | null;
  attempt: number;
  deliveries: number;
  concurrency_keys: string[];
}

const batchSize = 50;

/**
 * Leases up to `capacity` items, oldest run first. Items whose concurrency key is full are parked under that key
 * and cost nothing until a slot is freed.
 */
export async function claim(
  context: EngineContext,
  engineId: string,
  capacity: number,
): Promise<LeasedItem[]> {
  const now = context.clock.now();
  return context.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${claimLock})`;
    await tx`update inngest.queue set state = 'ready', run_at = null where state = 'delayed' and run_at <= ${now}`;
    await releaseThrottled(context, tx, now);
    const slots = new Slots(context, tx);
    const leased: LeasedItem[] = [];
    while (leased.length < capacity) {
      const candidates = await tx<Candidate[]>`
        select q.id::text, run_id, function_id, step_id, attempt, deliveries, concurrency_keys
        from inngest.queue q where state = 'ready' order by q.rank, q.id
        limit ${Math.max(batchSize, capacity)} for update skip locked`;
      const taken: string[] = [];
      const parked: { id: string; key: string }[] = [];
      for (const row of candidates) {
        if (leased.length >= capacity) break;
        const full = await slots.take(row.function_id, row.concurrency_keys);
        if (full !== null) {
          parked.push({ id: row.id, key: full });
          continue;
        }
        taken.push(row.id);
        leased.push({
          id: row.id,
          runId: row.run_id,
          functionId: row.function_id,
          stepId: row.step_id,
          attempt: row.attempt,
          deliveries: row.deliveries,
          concurrencyKeys: row.concurrency_keys,
          leasedBy: engineId,
        });
      }
      if (taken.length > 0)
        await tx`update inngest.queue set state = 'leased', leased_by = ${engineId}, throttle_key = null
          where id = any(${taken}::text[]::bigint[])`;
      if (parked.length === 0) break;
      await tx`update inngest.queue q set state = 'parked', parked_on = p.key
        from json_to_recordset(${JSON.stringify(parked)}::text::json) as p (id bigint, key text) where q.id = p.id`;
      await slots.passOn(tx);
    }
    return leased;
  });
}

/** Slots in use by key, counted once a claim. */
class Slots {
  private used: Map<string, number> | undefined;
  /** Keys with a free slot whose item was held back by its other key: somebody else may have it. */
  private readonly spare = new Map<string, number>();

  constructor(
    private readonly context: EngineContext,
    private readonly tx: Tx,
  ) {}

  /** Takes a slot of every key, or names the key that is full and takes none. */
  async take(functionId: string, keys: string[]): Promise<string | null> {
    if (keys.length === 0) return null;
    const used = (this.used ??= await this.count());
    const limits = this.context.registry.concurrencyLimits(functionId);
    const free = keys.map((key, index) => (limits[index] ?? Infinity) - (used.get(key) ?? 0));
    const full = keys[free.findIndex((slots) => slots <= 0)];
    if (full !== undefined) {
      keys.forEach((key, index) => {
        if (key !== full && (free[index] ?? 0) > 0) this.spare.set(key, free[index] ?? 0);
      });
      return full;
    }
    for (const key of keys) used.set(key, (used.get(key) ?? 0) + 1);
    return null;
  }

  async passOn(tx: Tx): Promise<void> {
    for (const [key, slots] of this.spare) await unpark(tx, key, Number.isFinite(slots) ? slots : batchSize);
    this.spare.clear();
  }

  private async count(): Promise<Map<string, number>> {
    const rows = await this.tx<{ key: string; used: number }[]>`
      select key, count(*)::int as used from inngest.queue, unnest(concurrency_keys) as key
      where state = 'leased' group by key`;
    return new Map(rows.map(({ key, used }) => [key, used]));
  }
}

async function unpark(tx: Tx, key: string, count: number): Promise<void> {
  await tx`update inngest.queue set state = 'ready', parked_on = null where id in (
    select id from inngest.queue where state = 'parked' and parked_on = ${key} order by rank, id limit ${count} for update skip locked)`;
}

/** Frees the slots of an item that is gone: the next one parked under each of its keys becomes ready. */
export async function releaseSlots(tx: Tx, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx`select pg_advisory_xact_lock(${claimLock})`;
  for (const key of keys) await unpark(tx, key, 1);
}

/**
 * Makes the first parked item of every key ready again. Slots that vanish without being released (a lease
 * taken over, a limit raised by a new version of the app) would otherwise never be passed on.
 */
export async function stirParked(context: EngineContext): Promise<void> {
  const [parked] = await context.sql`select 1 from inngest.queue where state = 'parked' limit 1`;
  if (!parked) return;
  await context.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${claimLock})`;
    await tx`update inngest.queue set state = 'ready', parked_on = null where id in (
      select (select id from inngest.queue q where q.state = 'parked' and q.parked_on = k.parked_on order by rank, id limit 1)
      from (select distinct parked_on from inngest.queue where state = 'parked') k)`;
  });
}
