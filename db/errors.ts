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

/** The database is away or refuses us: connection errors of Node and SQLSTATE classes 08 (connection) and 57 (shutdown). */
export function isDatabaseAway(error: unknown): boolean {
  const code = pgError(error).code ?? "";
  return /^(08|57P|53300)/.test(code) || /^(ECONN|EPIPE|ENOTFOUND|CONNECTION_|CONNECT_TIMEOUT)/.test(code);
}
