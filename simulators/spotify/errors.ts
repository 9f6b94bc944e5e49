/** Errors and pages as the Web API gives them. */
import { json, type SimReply, type SimRequest } from "../shared/http";

export function error(
  status: number,
  message: string,
  headers: Record<string, string> = {},
  reason?: string,
): SimReply {
  return json(status, { error: { status, message, ...(reason ? { reason } : {}) } }, headers);
}

export interface Page {
  limit: number;
  offset: number;
}

export function pageOf(request: SimRequest, standard: number, most: number): Page | SimReply {
  const limit = Number(request.query.get("limit") ?? standard);
  const offset = Number(request.query.get("offset") ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return error(400, "Invalid limit");
  if (!Number.isInteger(offset) || offset < 0) return error(400, "Invalid offset");
  return { limit, offset };
}

/** The JSON body of a request; undefined when it is not an object. */
export function bodyOf(request: SimRequest): Record<string, unknown> | undefined {
  if (request.body.trim() === "") return {};
  try {
    const body: unknown = JSON.parse(request.body);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined; // prettier-ignore
  } catch {
    return undefined;
  }
}

/** What a token must allow; undefined when it does. */
export function lacking(scopes: readonly string[], ...needed: string[]): SimReply | undefined {
  return needed.every((scope) => scopes.includes(scope))
    ? undefined
    : error(403, "Insufficient client scope");
}
