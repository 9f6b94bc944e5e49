import { z } from "zod";

/** Reads a query by a schema of strings. A key that is named twice is an error; one the schema does not name is not. */
export function readQuery<S extends z.ZodObject>(url: URL, schema: S): z.ZodSafeParseResult<z.output<S>> {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(schema.shape)) {
    const all = url.searchParams.getAll(key);
    if (all.length > 0) values[key] = all[0];
    // No text in the database holds a NUL, and PostgreSQL refuses to look for it.
    const nul = all.some((value) => value.includes("\u0000"));
    const message = all.length > 1 ? "is given more than once" : nul ? "contains a NUL character" : null;
    if (message) {
      const issue = { code: "custom", path: [key], message, input: undefined };
      return {
        success: false,
        error: new z.ZodError([issue as z.core.$ZodIssue]) as z.ZodError<z.output<S>>,
      };
    }
  }
  return schema.safeParse(values);
}

/** A whole number in a query, within bounds. */
export function wholeNumber(least: number, most: number, fallback: number) {
  return z
    .string()
    .regex(/^-?\d{1,10}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))
    .default(fallback);
}

export function booleanFlag(fallback: boolean) {
  return z
    .enum(["true", "false", "1", "0"], "must be true, false, 1 or 0")
    .transform((value) => value === "true" || value === "1")
    .default(fallback);
}

/** One of the given words; an empty or unknown one is an error, a missing one is undefined. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, `must be one of ${words.join(", ")}`).optional();
}

/** Keyset paging: the id behind which to go on. */
export const paging = {
  cursor: z.uuid("must be a cursor from an earlier answer").optional(),
  limit: wholeNumber(1, 200, 50),
};
