import { parseExpression, type Expression } from "./expressions";
import { splitCron, type FunctionConfig } from "./protocol/config";

/** The SDK's own default when a function does not say; functions should. */
const defaultRetries = 3;

/** The registered functions, looked up by what can set them off. Expressions are parsed once. */
export class Registry {
  private readonly byId = new Map<string, FunctionConfig>();
  private readonly byTrigger = new Map<string, { config: FunctionConfig; condition: Expression | null }[]>();
  private readonly byCancel = new Map<
    string,
    { config: FunctionConfig; condition: Expression | null; timeout?: string }[]
  >();
  private readonly expressions = new Map<string, Expression>();

  constructor(functions: readonly FunctionConfig[] = []) {
    for (const config of functions) {
      this.byId.set(config.id, config);
      for (const trigger of config.triggers)
        if ("event" in trigger)
          append(this.byTrigger, trigger.event, { config, condition: this.condition(trigger.expression) });
      for (const cancel of config.cancel ?? [])
        append(this.byCancel, cancel.event, {
          config,
          condition: this.condition(cancel.if),
          timeout: cancel.timeout,
        });
    }
  }

  get(functionId: string): FunctionConfig | undefined {
    return this.byId.get(functionId);
  }

  get size(): number {
    return this.byId.size;
  }

  triggeredBy(eventName: string) {
    return this.byTrigger.get(eventName) ?? [];
  }

  cancelledBy(eventName: string) {
    return this.byCancel.get(eventName) ?? [];
  }

  /** Attempts in all, the first one included. */
  maxAttempts(functionId: string): number {
    return (this.byId.get(functionId)?.steps.step.retries?.attempts ?? defaultRetries) + 1;
  }

  /** Limits in the order of a run's concurrency keys. */
  concurrencyLimits(functionId: string): number[] {
    return (this.byId.get(functionId)?.concurrency ?? []).map(({ limit }) => limit);
  }

  crons(): { functionId: string; expression: string; pattern: string; timezone: string }[] {
    return [...this.byId.values()].flatMap((config) =>
      config.triggers.flatMap((trigger) =>
        "cron" in trigger
          ? [{ functionId: config.id, expression: trigger.cron, ...splitCron(trigger.cron) }]
          : [],
      ),
    );
  }

  evaluate(source: string, scope: Record<string, unknown>): unknown {
    let parsed = this.expressions.get(source);
    if (!parsed) {
      // Waits may carry values in their expressions, so that there is no end to different ones.
      if (this.expressions.size >= 1_000) this.expressions.clear();
      this.expressions.set(source, (parsed = parseExpression(source)));
    }
    return parsed(scope);
  }

  private condition(source: string | undefined): Expression | null {
    return source ? parseExpression(source) : null;
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
