/** Answers that all parts of the simulated MusicBrainz share. */
import { json, type SimReply } from "../shared/http";

const HELP = "For usage, please see: https://musicbrainz.org/development/mmd";

export function badRequest(error: string): SimReply {
  return json(400, { error, help: HELP });
}

export function notFound(): SimReply {
  return json(404, { help: HELP, error: "Not Found" });
}

/** Shared counters of the whole service: of no use for pacing, but they are there. */
export function rateHeaders(served: number, search: boolean): Record<string, string> {
  const limit = search ? 360 : 1200;
  return {
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(limit - 1 - (served % (limit - 1))),
    "X-RateLimit-Reset": String(Math.ceil(Date.now() / 1000) + 1),
    "Access-Control-Allow-Origin": "*",
  };
}

/** `limit` and `offset`; wrong ones fall back as the service does. */
export function pageOf(query: URLSearchParams): { limit: number; offset: number } {
  const limit = Number(query.get("limit") ?? 25);
  const offset = Number(query.get("offset") ?? 0);
  return {
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, 100) : 25,
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}
