const connectionCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
]);

function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Whether the connection itself broke or could not be made. */
export function isConnectionError(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (connectionCodes.has(code) || /^(08|57P0)/.test(code));
}

/** Whether a query was given up because its client was ended. */
export function isEndOfClient(error: unknown): boolean {
  return /^CONNECTION_(DESTROYED|ENDED)$/.test(codeOf(error) ?? "");
}

/** Whether the same statement may succeed later: the database is away, short of something, or a deadlock was broken. */
export function isTransient(error: unknown): boolean {
  return isConnectionError(error) || /^(53|40|55P03|58)/.test(codeOf(error) ?? "");
}
