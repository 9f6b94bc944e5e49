import { type NextRequest, NextResponse } from "next/server";

/**
 * Spotify refuses `localhost` as a redirect address, and cookies set under one name are not sent to the other: without a public
 * address the app lives at 127.0.0.1 only. Marked here, redirected in app/loopback: Next makes a proxy's own redirect between
 * these two names relative, which leads back to where it came from.
 */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? "";
  const headers = new Headers(request.headers);
  headers.delete("x-loopback-path");
  const reading = request.method === "GET" || request.method === "HEAD";
  // PUBLIC_URL set: somebody chose the name this server is reached under.
  if (!process.env.PUBLIC_URL && reading && /^localhost(:\d+)?$/i.test(host)) {
    headers.set("x-loopback-path", request.nextUrl.pathname + request.nextUrl.search);
  }
  return NextResponse.next({ request: { headers } });
}

/**
 * Not for the API, but for signing in: Next keeps a copy of every body that passes here, and cuts it off at 10 MB. Callers of the
 * API have no use for the redirect.
 */
export const config = { matcher: ["/((?!_next/|api/(?!auth/)).*)"] };
