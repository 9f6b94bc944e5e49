/**
 * drizzle wraps what PostgreSQL says, and its own message holds the SQL with its parameters: it is neither logged nor
 * shown. This reads the SQLSTATE code and the constraint from the cause.
 */
function pgError(error: unknown): { code?: string; constraint?: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (typeof cause !== "object" || cause === null) return {};
  const { code, constraint_name: constraint } = cause as { code?: string; constraint_name?: string };
  return { code, constraint };
}

/** SQLSTATE 23505; with a name, only for that index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = pgError(error);
  return found.code === "23505" && (constraint === undefined || found.constraint === constraint);
}

/**
 * The database is away, refuses us or is short of something: connection errors of Node and of the driver, and SQLSTATE
 * classes 08 (connection), 53 (resources) and 57P (shutdown, start-up).
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = pgError(error).code ?? "";
  return /^(08|53|57P)...?$/.test(code) || AWAY.test(code);
}

const AWAY =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECTION_|CONNECT_TIMEOUT)/;

/**
 * The driver's own mistake: it writes from a timer to a connection that was closed meanwhile, where nobody can catch
 * it (postgres.js 3.4). Told by its message and the function it comes from.
 */
export function isLateWrite(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    error.message.includes("reading 'write'") &&
    /\bnextWrite\b/.test(error.stack ?? "")
  );
}
