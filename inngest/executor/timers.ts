import { timerLock, type EngineContext } from "./context";
import { resumeStep } from "./runs";
import type { Memo } from "./types";

const batchSize = 50;

/** Wakes sleeps that are over and waits that ran out. A full batch means there may be more. */
export async function wakeExpired(context: EngineContext): Promise<{ handled: number; more: boolean }> {
  const now = context.clock.now();
  return context.sql.begin(async (tx) => {
    const [lock] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${timerLock}) as taken`;
    if (!lock?.taken) return { handled: 0, more: false };
    const due = await tx<{ run_id: string; step_id: string; kind: string }[]>`
      select run_id, step_id, kind from inngest.waits where expires_at <= ${now} order by expires_at limit ${batchSize}`;
    // Runs are locked in one order everywhere, and always before their waits.
    for (const { run_id, step_id, kind } of due.sort((a, b) => (a.run_id < b.run_id ? -1 : 1))) {
      const resumed = await resumeStep(context, tx, run_id, step_id, expiry(kind));
      if (!resumed) await tx`delete from inngest.waits where run_id = ${run_id} and step_id = ${step_id}`;
    }
    return { handled: due.length, more: due.length === batchSize };
  });
}

function expiry(kind: string): Memo {
  if (kind !== "invoke") return { type: "data", data: null };
  return {
    type: "error",
    error: { name: "InvokeTimeoutError", message: "the invoked function did not finish in time" },
  };
}

/**
 * After the clock was set back, everything that was to happen "in n seconds" must not take longer than those
 * n seconds from now. Dates that were given as such (sleepUntil) stay.
 */
export async function clampDelays(context: EngineContext): Promise<void> {
  const now = context.clock.now();
  await context.sql`update inngest.queue set run_at = ${now} + delay_ms where state = 'delayed' and run_at > ${now} + delay_ms`;
  await context.sql`update inngest.waits set expires_at = ${now} + delay_ms where delay_ms is not null and expires_at > ${now} + delay_ms`;
  await context.sql`update inngest.throttle set next_at = 0 where waiting`;
}
