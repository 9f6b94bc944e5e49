import { z } from "zod";
import type { EngineContext } from "./context";
import { parseMoment } from "./duration";
import { invokedEvent } from "./events";
import { ExpressionError, parseExpression } from "./expressions";
import { deterministicId } from "./ids";
import { limits } from "./limits";
import type { Op } from "./protocol/answer";
import { enqueue } from "./queue";
import { admitRun, finishStep, type RunRow } from "./runs";
import type { EventPayload, PlainError, Tx } from "./types";

const waitOptions = z.looseObject({ timeout: z.string().nullish(), if: z.string().nullish() });
const invokeOptions = z.looseObject({
  function_id: z.string(),
  payload: z.looseObject({ data: z.unknown().optional(), v: z.string().nullish() }).nullish(),
  timeout: z.string().nullish(),
});

/**
 * Opens the steps that the SDK planned: queues those to be run one by one, notes the time or event the others wait
 * for, starts invoked functions. Steps that are known already are left alone (a discovery call reports open steps
 * again). Returns why the run must fail, if it must.
 */
export async function applyPlans(
  context: EngineContext,
  tx: Tx,
  run: RunRow,
  ops: readonly Op[],
  options: { everyStep: boolean; now: number },
): Promise<PlainError | undefined> {
  const { now } = options;
  const race = run.race || options.everyStep || ops.some((op) => op.opts?.parallelMode === "race");
  // A single sleep, wait or invocation is no group: the step after it may still run at once.
  const parallel = run.parallel || ops.length > 1 || ops.some((op) => op.op === "StepPlanned");
  if (race !== run.race || parallel !== run.parallel) {
    run.race = race;
    run.parallel = parallel;
    await tx`update inngest.runs set race = ${race}, parallel = ${parallel} where id = ${run.id}`;
  }
  for (const op of ops) {
    const opened = await tx`
      insert into inngest.steps (run_id, id, op, name, pending, created_at)
      values (${run.id}, ${op.id}, ${op.op}, ${(op.displayName ?? op.name ?? op.id).replaceAll("\0", "")}, true, ${now})
      on conflict do nothing returning 1`;
    if (opened.length === 0) continue;
    run.step_count++;
    if (run.step_count > limits.stepsPerRun) return undefined;
    const problem = await openStep(context, tx, run, op, now);
    if (problem)
      return { name: "UnsupportedOperationError", message: `step ${op.displayName ?? op.id}: ${problem}` };
  }
  await tx`update inngest.runs set step_count = ${run.step_count} where id = ${run.id}`;
  return undefined;
}

async function openStep(
  context: EngineContext,
  tx: Tx,
  run: RunRow,
  op: Op,
  now: number,
): Promise<string | undefined> {
  switch (op.op) {
    case "StepPlanned":
      await enqueue(
        tx,
        {
          runId: run.id,
          functionId: run.function_id,
          stepId: op.id,
          attempt: 0,
          deliveries: 0,
          rank: run.rank,
          concurrencyKeys: run.concurrency_keys,
        },
        now,
      );
      return undefined;
    case "Sleep": {
      const moment = parseMoment(op.name ?? "", now);
      if (!moment) return `cannot read the sleep "${op.name}"`;
      return addWait(tx, run, op, "sleep", moment, now);
    }
    case "WaitForEvent":
      return waitForEvent(tx, run, op, now);
    default:
      return invoke(context, tx, run, op, now);
  }
}

async function addWait(
  tx: Tx,
  run: RunRow,
  op: Op,
  kind: "sleep" | "event" | "invoke",
  moment: { at: number; delayMs: number | null },
  now: number,
  event: { name: string; expression: string | null } | null = null,
): Promise<string | undefined> {
  if (moment.at - now > limits.sleepMs) return "waits for longer than a year";
  await tx`
    insert into inngest.waits (run_id, step_id, kind, event_name, expression, expires_at, delay_ms)
    values (${run.id}, ${op.id}, ${kind}, ${event?.name ?? null}, ${event?.expression ?? null}, ${moment.at}, ${moment.delayMs})`;
  return undefined;
}

async function waitForEvent(tx: Tx, run: RunRow, op: Op, now: number): Promise<string | undefined> {
  const parsed = waitOptions.safeParse(op.opts ?? {});
  if (!parsed.success || !op.name) return "cannot read the options of waitForEvent";
  if (op.name.startsWith("inngest/")) return `the event ${op.name} is not emitted by this engine`;
  const moment = parseMoment(parsed.data.timeout ?? "", now);
  if (!moment) return `cannot read the timeout "${parsed.data.timeout}"`;
  try {
    if (parsed.data.if) parseExpression(parsed.data.if);
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
  return addWait(tx, run, op, "event", moment, now, { name: op.name, expression: parsed.data.if ?? null });
}

async function invoke(
  context: EngineContext,
  tx: Tx,
  run: RunRow,
  op: Op,
  now: number,
): Promise<string | undefined> {
  const parsed = invokeOptions.safeParse(op.opts ?? {});
  if (!parsed.success) return "cannot read the options of invoke";
  const { function_id, payload, timeout } = parsed.data;
  const fail = async (message: string) => {
    const step = { id: op.id, op: op.op, name: op.displayName ?? op.id, attempts: 1 };
    await finishStep(tx, run, step, { type: "error", error: { name: "InvokeError", message } }, now);
    return undefined;
  };
  const config = context.registry.get(function_id);
  if (!config) return fail(`there is no function ${function_id}`);
  const data = payload?.data ?? {};
  if (Buffer.byteLength(JSON.stringify(data)) > limits.eventBytes)
    return fail(`the data for ${function_id} is larger than ${limits.eventBytes} bytes`);
  const id = deterministicId("invoke", run.id, op.id);
  const event: EventPayload = {
    id,
    name: invokedEvent,
    data,
    ts: now,
    ...(payload?.v ? { v: payload.v } : {}),
  };
  const started = await admitRun(context, tx, {
    id,
    config,
    event,
    rank: run.rank,
    parent: { runId: run.id, stepId: op.id },
  });
  if (!started)
    return fail(`the function ${function_id} was not started: its idempotency or singleton rule forbids it`);
  if (!timeout) return undefined;
  const moment = parseMoment(timeout, now);
  if (!moment) return `cannot read the timeout "${timeout}"`;
  return addWait(tx, run, op, "invoke", moment, now);
}
