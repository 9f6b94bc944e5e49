import { createHash } from "node:crypto";
import { ingestEvents, InvalidEventError } from "./events";
import type { IncomingEvent, Queryable } from "./types";

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` for `new Inngest({ fetch })` in the app's process: events that the SDK posts go straight into
 * the database. Other requests go to `fallback`, or are answered 404 when there is none.
 */
export function createEventFetch(sql: Queryable, fallback?: Fetch): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const isEvent = request.method === "POST" && /^\/e\/[^/]+\/?$/.test(new URL(request.url).pathname);
    if (!isEvent) return fallback ? fallback(input, init) : json(404, { error: "not found", status: 404 });
    let body: unknown;
    try {
      body = JSON.parse(await request.text());
    } catch {
      return json(400, { error: "the body is not JSON", status: 400 });
    }
    const seed = request.headers.get("x-inngest-event-id-seed");
    try {
      const events = (Array.isArray(body) ? body : [body]) as IncomingEvent[];
      // The SDK sends the same seed again when it retries; its entropy is not an id anybody may choose.
      const idSeed = seed
        ? `seed:${createHash("sha256").update(seed).digest("hex").slice(0, 32)}`
        : undefined;
      const ids = await ingestEvents(sql, events, { idSeed });
      return json(200, { ids, status: 200 });
    } catch (error) {
      if (error instanceof InvalidEventError)
        return json(error.status, { error: error.message, status: error.status });
      return json(503, { error: "events cannot be stored at the moment", status: 503 });
    }
  };
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
