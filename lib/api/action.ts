import { z } from "zod";
import { isDatabaseAway } from "@/db/errors";
import type { Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/server/context";
import { describeError, logger } from "@/lib/server/logger";
import { sessionContext } from "./session";

/** What a server action answers: a value, or one sentence that says what to do. Never thrown for what can happen. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; message: string };

/**
 * The wrapper of every server action: who is it, is the input right, do it, say what came of it. Actions are public
 * endpoints, whatever page they stand on.
 */
export async function runAction<I, O>(
  schema: z.ZodType<I>,
  input: unknown,
  work: (ctx: Context, input: I) => Promise<Result<O>>,
): Promise<ActionResult<O>> {
  try {
    const ctx = await sessionContext();
    if (!ctx)
      return { ok: false, message: "You are no longer signed in. Sign in again; nothing was changed." };
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      return { ok: false, message: "That was not understood. Reload the page and try again." };
    const result = await work(ctx, parsed.data);
    return result.ok ? result : { ok: false, message: result.error.message };
  } catch (error) {
    logger.error(describeError(error), "an action failed");
    return {
      ok: false,
      message: isDatabaseAway(error)
        ? "The database does not answer at the moment. Nothing was changed; try again."
        : "Something went wrong on our side. Nothing was changed; try again.",
    };
  }
}
