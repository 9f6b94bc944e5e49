import { parseDuration } from "./duration";
import type { FunctionConfig } from "./protocol/config";
import type { EngineContext } from "./context";
import type { Tx } from "./types";

export interface Pace {
  /** Milliseconds between two starts at the steady rate. */
  interval: number;
  /** Starts that may come at once after a quiet time. */
  burst: number;
}

function paceOf(throttle: NonNullable<FunctionConfig["throttle"]>): Pace {
  return {
    interval: (parseDuration(throttle.period) ?? 1_000) / throttle.limit,
    burst: Math.max(1, throttle.burst ?? 1),
  };
}

/**
 * The generic cell rate algorithm: given the theoretical arrival time of the next start, how many of `wanted`
 * may start now, what the arrival time becomes and when the next one may start.
 */
export function admit(pace: Pace, arrival: number, now: number, wanted: number) {
  const tolerance = pace.interval * (pace.burst - 1);
  // Further ahead than a full burst is only possible when the clock was set back: that must not stall the queue.
  let next = Math.min(arrival, now + pace.interval * pace.burst);
  let admitted = 0;
  while (admitted < wanted && now >= next - tolerance) {
    next = Math.max(now, next) + pace.interval;
    admitted++;
  }
  return { admitted, arrival: next, nextAt: next - tolerance };
}

/**
 * Lets throttled starts whose time has come into the ready queue, oldest first. A key with starts that were let
 * in but wait for a concurrency slot gets no more, or they would all start at once later. Runs under the claim lock.
 */
export async function releaseThrottled(context: EngineContext, tx: Tx, now: number): Promise<number> {
  const due = await tx<
    { key: string; function_id: string; theoretical_arrival: number; outstanding: number; waiting: number }[]
  >`
    select t.key, t.function_id, t.theoretical_arrival,
      (select count(*)::int from inngest.queue q where q.throttle_key = t.key and q.state in ('ready', 'parked')) as outstanding
    from inngest.throttle t where t.waiting and t.next_at <= ${now} order by t.next_at limit 100 for update skip locked`;
  let released = 0;
  for (const row of due) {
    const config = context.registry.get(row.function_id)?.throttle;
    // No throttle any more (the function changed): everything that waited may go.
    const pace = config ? paceOf(config) : { interval: 0, burst: 1_000 };
    const wanted = pace.burst - row.outstanding;
    if (wanted <= 0) continue;
    const candidates = await tx<{ id: string }[]>`
      select id from inngest.queue where throttle_key = ${row.key} and state = 'throttled'
      order by rank, id limit ${wanted} for update skip locked`;
    const outcome = config
      ? admit(pace, row.theoretical_arrival, now, candidates.length)
      : { admitted: candidates.length, arrival: 0, nextAt: 0 };
    const ids = candidates.slice(0, outcome.admitted).map(({ id }) => String(id));
    if (ids.length > 0)
      await tx`update inngest.queue set state = 'ready' where id = any(${ids}::text[]::bigint[])`;
    released += ids.length;
    const [rest] = await tx<{ found: boolean }[]>`
      select exists (select 1 from inngest.queue where throttle_key = ${row.key} and state = 'throttled') as found`;
    await tx`update inngest.throttle set theoretical_arrival = ${outcome.arrival}, next_at = ${outcome.nextAt},
      waiting = ${rest?.found ?? false} where key = ${row.key}`;
  }
  return released;
}
