/**
 * The errors a caller can act on. Use cases return them as values; anything thrown is a bug or a broken machine.
 */
export type DomainErrorCode =
  "not_found" | "wrong_state" | "conflict" | "invalid" | "unauthenticated" | "forbidden" | "provider_failed";

export interface DomainError {
  code: DomainErrorCode;
  /** One plain sentence for a person. */
  message: string;
  fields?: { path: string; message: string }[];
  /** The run that stands in the way, where a conflict is about one. */
  runId?: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: DomainError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail<T = never>(
  code: DomainErrorCode,
  message: string,
  extra?: Omit<DomainError, "code" | "message">,
): Result<T> {
  return { ok: false, error: { code, message, ...extra } };
}
