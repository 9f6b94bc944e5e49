import { redeliveryDelay, retryDelay } from "./backoff";
import type { EngineContext } from "./context";
import { limits } from "./limits";
import { applyPlans } from "./plans";
import { toPlainError, type Answer, type Op } from "./protocol/answer";
import { enqueue, releaseSlots, type LeasedItem } from "./queue";
import { continueRun, endRun, finishStep, lockActiveRun, type RunRow } from "./runs";
import type { Memo, PlainError, Tx } from "./types";

/**
 * Stores what an answer means, in one transaction with the end of the item's lease. If the lease was lost
 * meanwhile nothing is stored: whoever took the item over decides.
 */
export async function settle(context: EngineContext, item: LeasedItem, answer: Answer): Promise<void> {
  await context.sql.begin(async (tx) => {
    const run = await lockActiveRun(tx, item.runId);
    const owned =
      await tx`delete from inngest.queue where id = ${item.id}::text::bigint and leased_by = ${item.leasedBy} and state = 'leased' returning 1`;
    if (owned.length === 0) return;
    if (run) await new Settlement(context, tx, run, item).apply(answer);
    await releaseSlots(tx, item.concurrencyKeys);
  });
}

/** Ends a run whose state cannot be sent or whose answer cannot be stored: trying again would not help. */
export async function giveUp(context: EngineContext, item: LeasedItem, error: PlainError): Promise<void> {
  await settle(context, item, { kind: "threw", error, retry: false });
}

class Settlement {
  private readonly now: number;

  constructor(
    private readonly context: EngineContext,
    private readonly tx: Tx,
    private readonly run: RunRow,
    private readonly item: LeasedItem,
  ) {
    this.now = context.clock.now();
  }

  async apply(answer: Answer): Promise<void> {
    switch (answer.kind) {
      case "complete":
        return this.complete(answer.output);
      case "ops":
        return this.applyOps(answer.ops, answer.everyStep, answer.retryAfterMs);
      case "threw":
        if (answer.retry && this.attemptsLeft) return this.retry(answer.error, answer.retryAfterMs);
        return this.fail(answer.error);
      case "timeout":
        if (this.attemptsLeft) return this.retry(answer.error);
        if (this.item.stepId === null) return this.fail(answer.error);
        return this.memoise(
          { id: this.item.stepId, op: "StepFailed" },
          { type: "error", error: answer.error },
        );
      case "undelivered":
        return this.deliverAgain(answer.reason);
      case "broken":
        if (this.item.deliveries + 1 < limits.brokenDeliveries) return this.deliverAgain(answer.reason);
        return this.fail({
          name: "DeliveryError",
          message: `given up after ${limits.brokenDeliveries} deliveries: ${answer.reason}`,
        });
    }
  }

  private get attemptsLeft(): boolean {
    return this.item.attempt + 1 < this.context.registry.maxAttempts(this.item.functionId);
  }

  private async complete(output: unknown): Promise<void> {
    const text = JSON.stringify(output ?? null);
    if (Buffer.byteLength(text) > limits.stepOutputBytes) return this.fail(tooLarge("the function's result"));
    await endRun(this.context, this.tx, this.run, { status: "completed", output: text });
  }

  private async fail(error: PlainError): Promise<void> {
    await endRun(this.context, this.tx, this.run, { status: "failed", error });
  }

  private async applyOps(ops: Op[], everyStep: boolean, retryAfterMs: number | undefined): Promise<void> {
    const plans: Op[] = [];
    let retried = false;
    for (const op of ops) {
      switch (op.op) {
        case "StepRun":
        case "Step":
          if (!(await this.store(op, { type: "data", data: op.data }))) return;
          break;
        case "StepFailed":
          if (!(await this.store(op, { type: "error", error: op.error ?? op.data }))) return;
          break;
        case "StepError": {
          const error = toPlainError(op.error ?? op.data);
          if (this.attemptsLeft) {
            await this.retry({ ...error, message: `step ${nameOf(op)}: ${error.message}` }, retryAfterMs);
            retried = true;
          } else if (!(await this.store(op, { type: "error", error }))) return;
          break;
        }
        case "StepPlanned":
        case "Sleep":
        case "WaitForEvent":
        case "InvokeFunction":
          plans.push(op);
          break;
        default:
          return this.fail({
            name: "UnsupportedOperationError",
            message: `the operation ${op.op} (step ${nameOf(op)}) is not supported by this engine`,
          });
      }
    }
    if (plans.length > 0 || everyStep) {
      const problem = await applyPlans(this.context, this.tx, this.run, plans, { everyStep, now: this.now });
      if (problem) return this.fail(problem);
    }
    if (this.run.step_count > limits.stepsPerRun)
      return this.fail({
        name: "StepLimitError",
        message: `the run has more than ${limits.stepsPerRun} steps`,
      });
    if (retried) return;
    if (ops.length === 0 && !(await this.hasOpenSteps()))
      return this.fail({ name: "ProtocolError", message: "the app reported neither a step nor a result" });
    if (ops.length > 0 && (plans.length === 0 || !(await this.hasOpenSteps())))
      await continueRun(this.tx, this.run, this.now);
  }

  /** Stores a step's outcome; false when the run ended because of it. */
  private async store(op: Op, memo: Memo): Promise<boolean> {
    const size = Buffer.byteLength(JSON.stringify((memo.type === "data" ? memo.data : memo.error) ?? null));
    if (size > limits.stepOutputBytes) {
      await this.fail(tooLarge(`the output of step ${nameOf(op)}`));
      return false;
    }
    await finishStep(
      this.tx,
      this.run,
      { id: op.id, op: op.op, name: nameOf(op), attempts: this.item.attempt + 1 },
      memo,
      this.now,
    );
    return true;
  }

  private async memoise(step: { id: string; op: string }, memo: Memo): Promise<void> {
    const [known] = await this.tx<
      { name: string }[]
    >`select name from inngest.steps where run_id = ${this.run.id} and id = ${step.id}`;
    await finishStep(
      this.tx,
      this.run,
      { ...step, name: known?.name ?? step.id, attempts: this.item.attempt + 1 },
      memo,
      this.now,
    );
    await continueRun(this.tx, this.run, this.now);
  }

  private async hasOpenSteps(): Promise<boolean> {
    const [open] = await this
      .tx`select 1 from inngest.steps where run_id = ${this.run.id} and pending limit 1`;
    return open !== undefined;
  }

  private async retry(error: PlainError, retryAfterMs?: number): Promise<void> {
    const attempt = this.item.attempt + 1;
    const delayMs = retryAfterMs ?? retryDelay(attempt, this.context.retryScale, this.context.random);
    await this.again(
      { attempt, deliveries: 0, delayMs },
      `attempt ${attempt} failed: ${error.name}: ${error.message}`,
    );
  }

  private async deliverAgain(reason: string): Promise<void> {
    const deliveries = this.item.deliveries + 1;
    const delayMs = redeliveryDelay(deliveries, this.context.retryScale, this.context.random);
    await this.again(
      { attempt: this.item.attempt, deliveries, delayMs },
      `delivery ${deliveries} did not arrive: ${reason}`,
    );
  }

  private async again(
    next: { attempt: number; deliveries: number; delayMs: number },
    note: string,
  ): Promise<void> {
    const { runId, functionId, stepId, concurrencyKeys } = this.item;
    await enqueue(
      this.tx,
      { runId, functionId, stepId, rank: this.run.rank, concurrencyKeys, ...next },
      this.now,
    );
    await this
      .tx`update inngest.runs set note = ${note.replaceAll("\0", "").slice(0, 2_000)} where id = ${this.run.id}`;
  }
}

function nameOf(op: Op): string {
  return op.displayName ?? op.name ?? op.id;
}

function tooLarge(what: string): PlainError {
  return { name: "OutputTooLargeError", message: `${what} is larger than ${limits.stepOutputBytes} bytes` };
}
