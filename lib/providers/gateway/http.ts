import { fetch, type Response } from "undici";
import { env } from "@/lib/server/env";
import { APP_VERSION } from "@/lib/server/version";

export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
  url: string;
}

export type HttpFailure = { failure: "timeout" | "connection" | "too_large"; reason: string };

/** Who asks. MusicBrainz and Discogs demand a name, a version and a contact. */
function userAgent(): string {
  return `Linernotes/${APP_VERSION} ( ${env().CONTACT} )`;
}

const TIMEOUT_MS = 20_000;

/**
 * One HTTP exchange, bounded in time and size. Redirects are not followed: the caller decides on each hop.
 */
export async function exchange(
  url: string,
  options: { headers?: Record<string, string>; method?: "GET" | "POST"; body?: string; maxBytes: number },
): Promise<HttpAnswer | HttpFailure> {
  const abort = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: options.method ?? "GET",
      headers: { "user-agent": userAgent(), accept: "application/json", ...options.headers },
      body: options.body,
      redirect: "manual",
      signal: abort,
    });
    const body = await readBounded(response, options.maxBytes);
    if (body === null) return { failure: "too_large", reason: `more than ${options.maxBytes} bytes` };
    return { status: response.status, headers: new Headers([...response.headers]), body, url };
  } catch (error) {
    if (abort.aborted) return { failure: "timeout", reason: `no answer within ${TIMEOUT_MS / 1000} s` };
    return { failure: "connection", reason: describe(error) };
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<Buffer | null> {
  if (!response.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      await response.body.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The code of a network error (ECONNREFUSED, ENOTFOUND …); never a message that may hold an address with secrets. */
function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return typeof code === "string" ? code : "connection broken";
}
