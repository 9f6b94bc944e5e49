import { Cron } from "croner";
import type { EngineContext } from "./context";
import { scheduledEvent } from "./events";
import { deterministicId } from "./ids";
import { splitCron } from "./protocol/config";
import { admitRun } from "./runs";
import type { Tx } from "./types";

/** The first slot after `time`; undefined when there is none. */
export function nextSlot(expression: string, time: number): number | undefined {
  return schedule(expression, (cron) => cron.nextRun(new Date(time)))?.getTime();
}

/** The latest slot in [from, now]; `from` is a slot itself. */
export function latestSlot(expression: string, from: number, now: number): number {
  // One second on, because the search excludes the moment it starts from.
  const [previous] = schedule(expression, (cron) => cron.previousRuns(1, new Date(now + 1_000))) ?? [];
  const time = previous?.getTime() ?? from;
  return time > now || time < from ? from : time;
}

function schedule<T>(expression: string, use: (cron: Cron) => T): T {
  const { pattern, timezone } = splitCron(expression);
  const cron = new Cron(pattern, { timezone, paused: true });
  try {
    return use(cron);
  } finally {
    cron.stop();
  }
}

/** Brings the table of cron triggers in line with the registered functions; known ones keep their next slot. */
export async function syncCrons(context: EngineContext, tx: Tx): Promise<void> {
  const now = context.clock.now();
  const wanted = context.registry.crons();
  const kept = wanted.map(({ functionId, expression }) => `${functionId} ${expression}`);
  await tx`delete from inngest.cron where not (function_id || ' ' || expression = any(${kept}::text[]))`;
  for (const { functionId, expression } of wanted) {
    const next = nextSlot(expression, now);
    if (next === undefined) continue;
    await tx`insert into inngest.cron (function_id, expression, next_at) values (${functionId}, ${expression}, ${next})
      on conflict (function_id, expression) do update set next_at = least(inngest.cron.next_at, excluded.next_at)`;
  }
}

/**
 * Starts the runs of cron slots whose time has come. When several slots of a trigger went by (no engine was
 * running, or the clock was set forward), the latest of them runs once and the others are skipped. A run's id
 * comes from its slot, so a slot never runs twice, whatever the clock does.
 */
export async function fireCrons(context: EngineContext): Promise<number> {
  const now = context.clock.now();
  return context.sql.begin(async (tx) => {
    const due = await tx<{ function_id: string; expression: string; next_at: number }[]>`
      select function_id, expression, next_at from inngest.cron where next_at <= ${now} for update skip locked`;
    for (const { function_id, expression, next_at } of due) {
      const config = context.registry.get(function_id);
      const next = nextSlot(expression, now);
      if (!config || next === undefined) {
        await tx`delete from inngest.cron where function_id = ${function_id} and expression = ${expression}`;
        continue;
      }
      const slot = latestSlot(expression, next_at, now);
      const id = deterministicId("cron", function_id, expression, new Date(slot).toISOString());
      const event = { id, name: scheduledEvent, data: { cron: expression }, ts: slot };
      await admitRun(context, tx, { id, config, event, rank: now });
      await tx`update inngest.cron set next_at = ${next} where function_id = ${function_id} and expression = ${expression}`;
    }
    return due.length;
  });
}
