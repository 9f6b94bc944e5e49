import { z } from "zod";
import { isDatabaseAway } from "@/db/errors";
import type { Context } from "@/lib/server/context";
import { describeError, logger } from "@/lib/server/logger";
import { authenticate } from "./authenticate";
import { problem } from "./problem";
import { readQuery } from "./query";

const MOST_JSON_BYTES = 1024 * 1024;

interface RouteInput<Q, B, P> {
  ctx: Context;
  query: Q;
  body: B;
  params: P;
  request: Request;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const none = z.object({});

/**
 * The wrapper of every route handler: who calls, is the input right, do it, map what went wrong. Path parameters are
 * UUIDs; anything else there cannot exist.
 */
export function route<
  Q extends z.ZodObject = typeof none,
  B extends z.ZodType = z.ZodUndefined,
  const P extends readonly string[] = [],
>(
  spec: { query?: Q; body?: B; params?: P },
  handle: (input: RouteInput<z.output<Q>, z.output<B>, Record<P[number], string>>) => Promise<Response>,
): Handler {
  return async (request, context) => {
    try {
      const ctx = await authenticate(request);
      if (ctx instanceof Response) return ctx;
      const given = await context.params;
      const params: Record<string, string> = {};
      for (const name of spec.params ?? []) {
        const id = z.uuid().safeParse(given[name]);
        if (!id.success) return problem(404, "There is nothing under this address.");
        params[name] = id.data;
      }
      const query = readQuery(new URL(request.url), spec.query ?? none);
      if (!query.success) return invalid(query.error);
      const body = spec.body ? await readJson(request, spec.body) : undefined;
      if (body instanceof Response) return body;
      return await handle({
        ctx,
        query: query.data as z.output<Q>,
        body: body as z.output<B>,
        params: params as Record<P[number], string>,
        request,
      });
    } catch (error) {
      return unexpected(error);
    }
  };
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(value), {
    ...init,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...init.headers },
  });
}

/** A mistake of ours, or the database is away; the caller learns no more than that. */
export function unexpected(error: unknown): Response {
  logger.error(describeError(error), "a request failed");
  return isDatabaseAway(error)
    ? problem(503, "The database does not answer at the moment.", { headers: { "retry-after": "5" } })
    : problem(500, "Something went wrong on our side.");
}

function invalid(error: z.ZodError): Response {
  return problem(422, "Some fields are not valid.", {
    errors: error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
  });
}

/** An empty body counts as an empty object. */
async function readJson<B extends z.ZodType>(request: Request, schema: B): Promise<z.output<B> | Response> {
  const text = await readText(request, MOST_JSON_BYTES);
  if (text === null) return problem(413, `A body may hold ${MOST_JSON_BYTES / 1024} kB.`);
  let value: unknown = {};
  if (text.trim() !== "") {
    const type = request.headers.get("content-type") ?? "";
    if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) return problem(415, "Send JSON.");
    const unstorable: string[] = [];
    try {
      value = JSON.parse(text, (key, inner: unknown) => {
        if (typeof inner === "string" && (inner.includes("\u0000") || !inner.isWellFormed()))
          unstorable.push(key);
        return inner;
      });
    } catch {
      return problem(400, "The body is not JSON.");
    }
    if (unstorable.length > 0) {
      const message = "contains a NUL character or half a surrogate pair";
      return problem(422, "Some fields are not valid.", {
        errors: unstorable.map((path) => ({ path, message })),
      });
    }
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : invalid(parsed.error);
}

async function readText(request: Request, mostBytes: number): Promise<string | null> {
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
