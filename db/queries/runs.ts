import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { run } from "@/db/schema";
import type { Provider } from "@/lib/domain/entity";
import type { RunKind, RunOutcome, RunStatus } from "@/lib/domain/run";
import { announceChange } from "./outbox";

export type RunRow = typeof run.$inferSelect;

const LIVE: RunStatus[] = ["queued", "running"];

export async function findRun(tx: Tx, ownerId: string, id: string): Promise<RunRow | null> {
  const rows = await tx
    .select()
    .from(run)
    .where(and(eq(run.ownerId, ownerId), eq(run.id, id)));
  return rows[0] ?? null;
}

export async function findLiveRun(tx: Tx, ownerId: string, kind: RunKind): Promise<RunRow | null> {
  const rows = await tx
    .select()
    .from(run)
    .where(and(eq(run.ownerId, ownerId), eq(run.kind, kind), inArray(run.status, LIVE)));
  return rows[0] ?? null;
}

/** Newest first. */
export async function listRuns(
  tx: Tx,
  ownerId: string,
  filter: { kind?: RunKind; status?: RunStatus; before?: string; limit: number },
): Promise<RunRow[]> {
  return tx
    .select()
    .from(run)
    .where(
      and(
        eq(run.ownerId, ownerId),
        filter.kind ? eq(run.kind, filter.kind) : undefined,
        filter.status ? eq(run.status, filter.status) : undefined,
        filter.before ? lt(run.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(run.id))
    .limit(filter.limit);
}

/** Adds to a live run's counters: what became of some entities, and the requests that were sent for them. */
export async function countInRun(
  tx: Tx,
  ownerId: string,
  id: string,
  count: { outcomes?: RunOutcome[]; provider?: Provider; requests?: number },
): Promise<void> {
  const outcomes = count.outcomes ?? [];
  let byOutcome = sql`${run.byOutcome}`;
  for (const outcome of outcomes) {
    byOutcome = sql`jsonb_set(${byOutcome}, array[${outcome}], to_jsonb(coalesce((${byOutcome} ->> ${outcome})::int, 0) + 1))`;
  }
  let requests = sql`${run.requests}`;
  if (count.provider && count.requests) {
    requests = sql`jsonb_set(${requests}, array[${count.provider}], to_jsonb(coalesce((${requests} ->> ${count.provider})::int, 0) + ${count.requests}::int))`;
  }
  await tx
    .update(run)
    .set({ done: sql`${run.done} + ${outcomes.length}::int`, byOutcome, requests })
    .where(and(eq(run.ownerId, ownerId), eq(run.id, id), inArray(run.status, LIVE)));
  await announceChange(tx, ownerId);
}
