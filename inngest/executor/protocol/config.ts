import { z } from "zod";
import { Cron } from "croner";
import { parseDuration } from "../duration";
import { failedEvent } from "../events";
import { parseExpression } from "../expressions";

/** The app asks for something that this engine does not do. Nothing is registered. */
export class RegistrationRefusedError extends Error {
  override name = "RegistrationRefusedError";
  constructor(readonly problems: readonly string[]) {
    super(`functions refused at registration:\n- ${problems.join("\n- ")}`);
  }
}

const expression = z.string().superRefine((text, context) => {
  try {
    parseExpression(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
  }
});
const duration = (min: string, max: string) =>
  z.string().superRefine((text, context) => {
    const value = parseDuration(text);
    if (value === undefined) context.addIssue({ code: "custom", message: `${text} is not a duration` });
    else if (value < (parseDuration(min) ?? 0) || value > (parseDuration(max) ?? Infinity))
      context.addIssue({ code: "custom", message: `${text} is outside ${min} to ${max}` });
  });
const eventName = z.string().superRefine((name, context) => {
  if (name.startsWith("inngest/") && name !== failedEvent)
    context.addIssue({ code: "custom", message: `the event ${name} is not emitted by this engine` });
  if (name.includes("*"))
    context.addIssue({ code: "custom", message: `wildcards in event names (${name}) are not supported` });
});
const cronText = z.string().superRefine((text, context) => {
  try {
    new Cron(splitCron(text).pattern, { timezone: splitCron(text).timezone, paused: true }).stop();
  } catch (error) {
    context.addIssue({ code: "custom", message: `cron ${text}: ${(error as Error).message}` });
  }
});

const concurrencySchema = z.strictObject({
  limit: z.number().int().min(1),
  key: expression.optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});
type Concurrency = z.infer<typeof concurrencySchema>;

export const functionSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: eventName, expression: expression.optional() }),
      z.strictObject({ cron: cronText }),
    ]),
  ),
  steps: z.strictObject({
    step: z.looseObject({
      retries: z.strictObject({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
    }),
  }),
  concurrency: z
    .union([
      // 0 is the SDK's way to say "no limit".
      z
        .number()
        .int()
        .min(0)
        .transform((limit): Concurrency[] => (limit === 0 ? [] : [{ limit }])),
      concurrencySchema.transform((entry): Concurrency[] => [entry]),
      z.array(concurrencySchema).max(2),
    ])
    .refine((entries) => entries.every(({ scope, key }) => !scope || scope === "fn" || key), {
      message: "scope env or account needs a key",
    })
    .optional(),
  throttle: z
    .strictObject({
      limit: z.number().int().min(1),
      period: duration("1s", "7d"),
      burst: z.number().int().min(0).optional(),
      key: expression.optional(),
    })
    .optional(),
  idempotency: expression.optional(),
  priority: z.strictObject({ run: expression.optional() }).optional(),
  singleton: z.strictObject({ key: expression.optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  cancel: z
    .array(
      z.strictObject({
        event: eventName,
        if: expression.optional(),
        timeout: z
          .string()
          .refine((text) => parseDuration(text) !== undefined, "not a duration")
          .optional(),
      }),
    )
    .max(5)
    .optional(),
});
export type FunctionConfig = z.infer<typeof functionSchema>;

const syncSchema = z.looseObject({
  app_id: z.string(),
  functions: z.array(z.looseObject({ id: z.string() })),
});

/** Reads the configuration in a sync answer. Throws `RegistrationRefusedError` naming every function at fault. */
export function readFunctions(answer: unknown): { appId: string; functions: FunctionConfig[] } {
  const { app_id, functions } = syncSchema.parse(answer);
  const problems: string[] = [];
  const accepted: FunctionConfig[] = [];
  for (const given of functions) {
    const parsed = functionSchema.safeParse(given);
    if (parsed.success) accepted.push(parsed.data);
    else problems.push(...parsed.error.issues.flatMap((issue) => describe(given.id, issue)));
  }
  const ids = accepted.map(({ id }) => id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    problems.push(`${id}: two functions have this id`);
  if (problems.length > 0) throw new RegistrationRefusedError(problems);
  return { appId: app_id, functions: accepted };
}

function describe(id: string, issue: z.core.$ZodIssue): string[] {
  const where = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map(
      (key) => `${id}: the option "${where ? `${where}.` : ""}${key}" is not supported by this engine`,
    );
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat();
    const best =
      inner.find((entry) => entry.code === "custom" || entry.code === "unrecognized_keys") ?? inner[0];
    if (best) return describe(id, { ...best, path: [...issue.path, ...best.path] } as z.core.$ZodIssue);
  }
  return [`${id}: ${where ? `${where}: ` : ""}${issue.message}`];
}

/** Splits "TZ=Europe/Paris 0 3 * * *" into time zone and pattern. */
export function splitCron(text: string): { timezone: string; pattern: string } {
  const match = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text.trim());
  return match
    ? { timezone: match[1] ?? "UTC", pattern: match[2] ?? "" }
    : { timezone: "UTC", pattern: text.trim() };
}
