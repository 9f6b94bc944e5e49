import type { DomainError, DomainErrorCode } from "@/lib/domain/errors";

/** One vocabulary of errors for the whole API: RFC 9457 problem details. */
export interface Problem {
  status: number;
  title: string;
  /** One plain sentence for a person; never a stack, SQL, a token or a provider's raw answer. */
  detail: string;
  errors?: { path: string; message: string }[];
  headers?: Record<string, string>;
  /** Further members, such as the run that stands in the way. */
  more?: Record<string, unknown>;
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid",
  500: "Internal error",
  502: "A provider failed",
  503: "Not available",
};

const STATUS_OF: Record<DomainErrorCode, number> = {
  not_found: 404,
  wrong_state: 400,
  conflict: 409,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  provider_failed: 502,
};

export function problem(status: number, detail: string, extra: Partial<Problem> = {}): Response {
  const body = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    ...(extra.errors ? { errors: extra.errors } : {}),
    ...extra.more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...extra.headers },
  });
}

export function problemOf(error: DomainError): Response {
  return problem(STATUS_OF[error.code], error.message, {
    errors: error.fields,
    more: error.runId ? { run_id: error.runId } : undefined,
  });
}
