import type { Client } from "./types";

export interface Due {
  events: boolean;
  crons: boolean;
  waits: boolean;
  /** Something could be claimed now. */
  queue: boolean;
  /** When the next thing that is known becomes due. */
  nextAt: number | null;
}

/** One cheap question instead of many: an idle engine asks nothing else. */
export async function look(sql: Client, now: number): Promise<Due> {
  const [row] = await sql<
    {
      events: boolean;
      ready: boolean;
      cron: number | null;
      wait: number | null;
      delayed: number | null;
      throttle: number | null;
    }[]
  >`
    select
      exists (select 1 from inngest.events where pending) as events,
      exists (select 1 from inngest.queue where state = 'ready') as ready,
      (select min(next_at) from inngest.cron) as cron,
      (select min(expires_at) from inngest.waits) as wait,
      (select min(run_at) from inngest.queue where state = 'delayed') as delayed,
      (select min(next_at) from inngest.throttle where waiting) as throttle`;
  if (!row) throw new Error("the database answered nothing");
  const times = [row.cron, row.wait, row.delayed, row.throttle].filter((time) => time !== null);
  const future = times.filter((time) => time > now);
  const isDue = (time: number | null) => time !== null && time <= now;
  return {
    events: row.events,
    crons: isDue(row.cron),
    waits: isDue(row.wait),
    queue: row.ready || isDue(row.delayed) || isDue(row.throttle),
    nextAt: future.length > 0 ? Math.min(...future) : null,
  };
}
