import type { EngineContext } from "./context";
import { failedEvent, ingest } from "./events";
import { flowKeys } from "./flow-control";
import { deterministicId } from "./ids";
import { limits } from "./limits";
import type { FunctionConfig } from "./protocol/config";
import { enqueue } from "./queue";
import type { EventPayload, Memo, PlainError, RunStatus, Tx } from "./types";

export interface RunRow {
  id: string;
  function_id: string;
  status: RunStatus;
  rank: number;
  concurrency_keys: string[];
  parallel: boolean;
  race: boolean;
  parent_run: string | null;
  parent_step: string | null;
  step_count: number;
  finished_steps: number;
}

export interface NewRun {
  id: string;
  config: FunctionConfig;
  event: EventPayload;
  rank: number;
  parent?: { runId: string; stepId: string };
}

/** Locks a run's row; undefined when it is gone or has ended. Always the first lock that is taken of a run. */
export async function lockActiveRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  const [row] = await tx<RunRow[]>`
    select id, function_id, status, rank, concurrency_keys, parallel, race, parent_run, parent_step, step_count, finished_steps
    from inngest.runs where id = ${id} for update`;
  return row && (row.status === "queued" || row.status === "running") ? row : undefined;
}

/** Creates runs and queues their starts. A run whose id or singleton key exists already is left out. */
export async function insertRuns(
  context: EngineContext,
  tx: Tx,
  runs: readonly NewRun[],
): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const rows = runs.map(({ id, config, event, rank, parent }) => {
    const keys = flowKeys(context.registry, config, event);
    return {
      id,
      function_id: config.id,
      event_id: event.id,
      event: JSON.stringify(event),
      rank,
      concurrency_keys: keys.concurrencyKeys,
      singleton_key: keys.singletonKey,
      throttle_key: keys.throttleKey,
      parent_run: parent?.runId ?? null,
      parent_step: parent?.stepId ?? null,
    };
  });
  const inserted = await tx<{ run_id: string }[]>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (
        id text, function_id text, event_id text, event text, rank double precision, concurrency_keys text[],
        singleton_key text, throttle_key text, parent_run text, parent_step text)
    ), made as (
      insert into inngest.runs (id, function_id, status, event_id, event, rank, concurrency_keys, singleton_key, parent_run, parent_step, created_at)
      select id, function_id, 'queued', event_id, event::json, rank, concurrency_keys, singleton_key, parent_run, parent_step, ${context.clock.now()}
      from given order by rank on conflict do nothing returning id
    ), gates as (
      insert into inngest.throttle (key, function_id)
      select distinct throttle_key, function_id from given where throttle_key is not null and id in (select id from made) order by 1
      on conflict (key) do update set waiting = true
    )
    insert into inngest.queue (run_id, function_id, state, rank, concurrency_keys, throttle_key)
    select id, function_id, case when throttle_key is null then 'ready' else 'throttled' end, rank, concurrency_keys, throttle_key
    from given where id in (select id from made) order by rank returning run_id`;
  return new Set(inserted.map((row) => row.run_id));
}

/**
 * Creates one run after asking the function's idempotency and singleton rules.
 * Returns false when a rule (or an equal run) kept it from being made.
 */
export async function admitRun(context: EngineContext, tx: Tx, run: NewRun): Promise<boolean> {
  const { config, event } = run;
  const keys = flowKeys(context.registry, config, event);
  const now = context.clock.now();
  if (keys.idempotencyKey !== null) {
    const [fresh] = await tx`
      insert into inngest.dedupe as known (scope, key, expires_at)
      values (${`fn:${config.id}`}, ${keys.idempotencyKey}, ${now + limits.dedupeMs})
      on conflict (scope, key) do update set expires_at = excluded.expires_at where known.expires_at <= ${now} returning 1`;
    if (!fresh) return false;
  }
  if (config.singleton?.mode === "cancel") {
    const running = await tx<{ id: string }[]>`
      select id from inngest.runs where singleton_key = ${keys.singletonKey} and status in ('queued', 'running') and id <> ${run.id}`;
    for (const { id } of running)
      await cancelRunIn(context, tx, id, "a newer run of the same singleton took its place");
  }
  return (await insertRuns(context, tx, [run])).has(run.id);
}

/** Whether runs of this function need `admitRun`, or may be created in bulk. */
export function needsAdmission(config: FunctionConfig): boolean {
  return config.idempotency !== undefined || config.singleton !== undefined;
}

/** Stores a step's outcome; a step that is finished already stays as it is. The caller holds the run's lock. */
export async function finishStep(
  tx: Tx,
  run: RunRow,
  step: { id: string; op: string; name: string; attempts: number },
  memo: Memo,
  now: number,
): Promise<boolean> {
  const failed = memo.type === "error";
  const data = JSON.stringify((failed ? memo.error : memo.data) ?? null);
  const [stored] = await tx<{ added: boolean }[]>`
    insert into inngest.steps as s (run_id, id, op, name, pending, failed, data, position, attempts, created_at, ended_at)
    values (${run.id}, ${step.id}, ${step.op}, ${step.name.replaceAll("\0", "")}, false, ${failed}, ${data}::text::json, ${run.finished_steps}, ${step.attempts}, ${now}, ${now})
    on conflict (run_id, id) do update set pending = false, failed = excluded.failed, data = excluded.data,
      position = excluded.position, attempts = excluded.attempts, ended_at = excluded.ended_at where s.pending
    returning (xmax = 0) as added`;
  if (!stored) return false;
  run.finished_steps++;
  if (stored.added) run.step_count++;
  await tx`update inngest.runs set finished_steps = ${run.finished_steps}, step_count = ${run.step_count}, note = null where id = ${run.id}`;
  return true;
}

/** Queues the next discovery call unless steps of a parallel group are still open. */
export async function continueRun(tx: Tx, run: RunRow, now: number): Promise<void> {
  if (!run.race) {
    const [open] = await tx`select 1 from inngest.steps where run_id = ${run.id} and pending limit 1`;
    if (open) return;
  }
  await enqueue(
    tx,
    {
      runId: run.id,
      functionId: run.function_id,
      stepId: null,
      attempt: 0,
      deliveries: 0,
      rank: run.rank,
      concurrencyKeys: run.concurrency_keys,
    },
    now,
  );
}

/** Finishes a step that waited for something outside (time, an event, another run) and goes on. */
export async function resumeStep(
  context: EngineContext,
  tx: Tx,
  runId: string,
  stepId: string,
  memo: Memo,
): Promise<boolean> {
  const run = await lockActiveRun(tx, runId);
  if (!run) return false;
  const [step] = await tx<{ op: string; name: string }[]>`
    select op, name from inngest.steps where run_id = ${runId} and id = ${stepId} and pending`;
  if (!step) return false;
  const now = context.clock.now();
  await tx`delete from inngest.waits where run_id = ${runId} and step_id = ${stepId}`;
  await finishStep(tx, run, { id: stepId, op: step.op, name: step.name, attempts: 1 }, memo, now);
  await continueRun(tx, run, now);
  return true;
}

export type Ending =
  { status: "completed"; output: string } | { status: "failed" | "cancelled"; error: PlainError };

/** Ends a run: what it still had queued or waited for goes, its parent goes on, a failure is announced. */
export async function endRun(context: EngineContext, tx: Tx, run: RunRow, ending: Ending): Promise<void> {
  const now = context.clock.now();
  const output = ending.status === "completed" ? ending.output : null;
  const error = ending.status === "completed" ? null : JSON.stringify(ending.error);
  await tx`update inngest.runs set status = ${ending.status}, output = ${output}::text::json, error = ${error}::text::json,
    note = null, ended_at = ${now}, started_at = coalesce(started_at, ${now}) where id = ${run.id}`;
  await tx`delete from inngest.waits where run_id = ${run.id}`;
  // A leased item stays until its answer is in: the request is still being worked on and counts as executing.
  await tx`delete from inngest.queue where run_id = ${run.id} and state <> 'leased'`;
  if (ending.status === "failed") await announceFailure(context, tx, run, ending.error);
  if (!run.parent_run || !run.parent_step) return;
  const memo: Memo =
    ending.status === "completed"
      ? { type: "data", data: JSON.parse(ending.output) }
      : { type: "error", error: ending.error };
  await resumeStep(context, tx, run.parent_run, run.parent_step, memo);
}

async function announceFailure(
  context: EngineContext,
  tx: Tx,
  run: RunRow,
  error: PlainError,
): Promise<void> {
  const [row] = await tx<
    { event: string }[]
  >`select event::text as event from inngest.runs where id = ${run.id}`;
  const event: unknown = row ? JSON.parse(row.event) : null;
  const id = deterministicId("failed", run.id);
  await ingest(
    tx,
    [{ id, name: failedEvent, data: { function_id: run.function_id, run_id: run.id, error, event } }],
    {
      internal: true,
      now: context.clock.now(),
    },
  );
}

/** Cancels inside a transaction; false when the run has ended before. */
export async function cancelRunIn(
  context: EngineContext,
  tx: Tx,
  runId: string,
  reason: string,
): Promise<boolean> {
  const run = await lockActiveRun(tx, runId);
  if (!run) return false;
  await endRun(context, tx, run, {
    status: "cancelled",
    error: { name: "RunCancelled", message: `the run was cancelled: ${reason}` },
  });
  return true;
}
