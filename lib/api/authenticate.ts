import { authenticateToken } from "@/lib/accounts/authenticateToken";
import { createContext, type Context } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { problem } from "./problem";
import { sessionContext } from "./session";

/** The caller's context, or the answer that says why there is none. */
export async function authenticate(request: Request): Promise<Context | Response> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    const found = token ? await authenticateToken(database(), token) : null;
    return found ? createContext(database(), found.ownerId) : unauthenticated();
  }
  const ctx = await sessionContext();
  if (!ctx) return unauthenticated();
  if (!isSafe(request.method) && !isSameOrigin(request)) {
    return problem(403, "This request came from another site.");
  }
  return ctx;
}

function unauthenticated(): Response {
  return problem(401, "Sign in, or send an API token as a bearer token.", {
    headers: { "www-authenticate": "Bearer" },
  });
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** Browsers send Origin with every changing request; where one does not, Sec-Fetch-Site says the same. */
function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origin === new URL(env().PUBLIC_URL ?? env().NEXTAUTH_URL).origin;
  return request.headers.get("sec-fetch-site") === "same-origin";
}
