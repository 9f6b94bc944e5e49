import pino from "pino";

/**
 * The application's logger: JSON lines on standard error, so that standard output stays for what the start-up
 * commands say. Secrets are cut out by key wherever an object is logged.
 */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    redact: {
      paths: [
        "authorization",
        "*.authorization",
        "*.access_token",
        "*.refresh_token",
        "*.token",
        "*.password",
        "*.secret",
      ],
      censor: "[cut]",
    },
  },
  pino.destination({ dest: 2, sync: false }),
);

export type Logger = pino.Logger;

/** What may be logged of an error: its name and code. A database error's message holds SQL and its parameters. */
export function describeError(error: unknown): { error: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { error: "not an error" };
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  const stack = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6)
    .join("\n");
  const fromDatabase = error.name === "DrizzleQueryError" || error.message.startsWith("Failed query");
  const message = fromDatabase ? (cause === error ? "query failed" : cause.message) : error.message;
  return {
    error: `${error.name}: ${message.slice(0, 300)}`,
    code: typeof code === "string" ? code : undefined,
    stack,
  };
}
