import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { LONGEST_WAIT_MS, scaled, type Bucket } from "./limits";

export type Reservation =
  | { kind: "slot"; waitMs: number }
  | { kind: "paused"; until: Date; reason: string }
  | { kind: "busy"; until: Date };

/** Longer than a request may take, see TIMEOUT_MS in http.ts. */
const IN_FLIGHT_MS = 25_000;

interface BudgetRow extends Record<string, unknown> {
  wait_ms: number | null;
  paused_ms: number | null;
  pause_reason: string | null;
  behind_ms: number | null;
}

/**
 * Takes the next free slot of a budget that all processes share. One statement, so that two callers never get the same
 * slot: the row's next_at moves on by the interval, the caller starts at the old one. Nothing is taken while the
 * budget is paused or when the wait would be longer than LONGEST_WAIT_MS. PostgreSQL's clock is the only one used, so
 * that a clock that jumps in one process changes nothing.
 *
 * Where the distance counts from the answer, the slot is held until `spaceAfterAnswer` gives it free, and nobody
 * queues behind it: "busy" means to look again. A process that dies with it holds it for IN_FLIGHT_MS.
 */
export async function reserveSlot(db: Database, bucket: Bucket, now: Date): Promise<Reservation> {
  const interval = bucket.afterAnswer ? IN_FLIGHT_MS : scaled(bucket.intervalMs);
  const patience = bucket.afterAnswer ? 0 : LONGEST_WAIT_MS;
  const rows = await db.execute<BudgetRow>(sql`
    with taken as (
      insert into provider_budget as b (bucket, next_at, day, used_today)
      values (${bucket.name}, clock_timestamp() + ${interval} * interval '1 ms', current_date, 1)
      on conflict (bucket) do update set
        next_at = greatest(b.next_at, clock_timestamp()) + ${interval} * interval '1 ms',
        used_today = case when b.day = current_date then b.used_today + 1 else 1 end,
        day = current_date
      where (b.paused_until is null or b.paused_until <= clock_timestamp())
        and b.next_at <= clock_timestamp() + ${patience} * interval '1 ms'
      returning extract(epoch from next_at - clock_timestamp()) * 1000 - ${interval} as wait_ms
    )
    select
      (select wait_ms from taken)::float8 as wait_ms,
      (select extract(epoch from paused_until - clock_timestamp()) * 1000 from provider_budget where bucket = ${bucket.name})::float8 as paused_ms,
      (select extract(epoch from next_at - clock_timestamp()) * 1000 from provider_budget where bucket = ${bucket.name})::float8 as behind_ms,
      (select pause_reason from provider_budget where bucket = ${bucket.name}) as pause_reason
  `);
  const row = rows[0];
  if (row?.wait_ms != null) return { kind: "slot", waitMs: Math.max(0, row.wait_ms) };
  if (row?.paused_ms != null && row.paused_ms > 0) {
    return {
      kind: "paused",
      until: new Date(now.getTime() + row.paused_ms),
      reason: row.pause_reason ?? "paused",
    };
  }
  return { kind: "busy", until: new Date(now.getTime() + Math.max(0, row?.behind_ms ?? LONGEST_WAIT_MS)) };
}

/** After an answer, for a provider that wants its distance counted from there: the slot is free after the interval. */
export async function spaceAfterAnswer(db: Database, bucket: Bucket): Promise<void> {
  await db.execute(sql`
    update provider_budget
    set next_at = clock_timestamp() + ${scaled(bucket.intervalMs)} * interval '1 ms'
    where bucket = ${bucket.name}`);
}

/** Stops a budget for everybody. A pause is only ever made longer; it survives restarts. */
export async function pause(db: Database, bucket: Bucket, forMs: number, reason: string): Promise<void> {
  await db.execute(sql`
    insert into provider_budget as b (bucket, next_at, day, used_today, paused_until, pause_reason)
    values (${bucket.name}, clock_timestamp(), current_date, 0, clock_timestamp() + ${forMs} * interval '1 ms', ${reason})
    on conflict (bucket) do update set
      paused_until = greatest(b.paused_until, excluded.paused_until),
      pause_reason = excluded.pause_reason`);
}
