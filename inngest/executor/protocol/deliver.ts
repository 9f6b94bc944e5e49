import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { type Answer, readAnswer } from "./answer";
import type { Deliver } from "../types";

/** More than any answer within the limits can have; an endless body must not fill the memory. */
const maxBodyBytes = 64 * 1024 * 1024;

/** Delivers to an app in another process. Node's own client: `fetch` gives up on slow answers after 300 s. */
export function deliverOverHttp(origin: string): Deliver {
  const base = new URL(origin);
  const secure = base.protocol === "https:";
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;
  return async (request, signal) => {
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const headers = {
      ...Object.fromEntries(request.headers),
      host: base.host,
      "content-length": String(body.length),
    };
    return new Promise<Response>((resolve, reject) => {
      const outgoing = send(
        {
          host: base.hostname.replace(/^\[|\]$/g, ""),
          port: base.port || (secure ? 443 : 80),
          path: pathname + search,
          method: request.method,
          headers,
          agent,
          signal,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          let size = 0;
          incoming.on("data", (chunk: Buffer) => {
            size += chunk.length;
            if (size > maxBodyBytes) incoming.destroy(new Error("the answer is too large"));
            else chunks.push(chunk);
          });
          incoming.on("error", reject);
          incoming.on("end", () => {
            const answerHeaders = new Headers();
            for (const [name, value] of Object.entries(incoming.headers))
              if (value !== undefined) answerHeaders.set(name, String(value));
            const status = incoming.statusCode ?? 500;
            const empty = status === 204 || status === 205 || status === 304;
            resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: answerHeaders }));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  };
}

/**
 * Sends one request and reads the answer; never throws. `abort` gives it up from outside (the engine stops);
 * the time limit uses it too, so that a handler that watches the signal can stop working.
 */
export async function call(
  deliver: Deliver,
  request: Request,
  options: { timeoutMs: number; abort: AbortController; now: () => number },
): Promise<Answer> {
  const { abort, timeoutMs } = options;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort.abort();
  }, timeoutMs);
  try {
    const exchange = (async () => {
      const response = await deliver(request, abort.signal);
      return { response, body: await response.text() };
    })();
    exchange.catch(() => {});
    // A handler in this process need not watch the signal, so the wait for it ends by itself as well.
    const aborted = new Promise<never>((_, reject) => {
      abort.signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    });
    const { response, body } = await Promise.race([exchange, aborted]);
    return readAnswer(response.status, response.headers, body, options.now());
  } catch (error) {
    if (timedOut) {
      const message = `the app did not answer within ${Math.round(timeoutMs / 100) / 10} s`;
      return { kind: "timeout", error: { name: "TimeoutError", message } };
    }
    if (abort.signal.aborted) return { kind: "undelivered", reason: "the engine stopped" };
    return describeFailure(error);
  } finally {
    clearTimeout(timer);
  }
}

const cutCodes = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function describeFailure(error: unknown): Answer {
  const { message, code } = error as { message?: string; code?: string };
  const reason = `the request failed: ${code ?? message ?? String(error)}`;
  return cutCodes.has(code ?? "") ? { kind: "broken", reason } : { kind: "undelivered", reason };
}
