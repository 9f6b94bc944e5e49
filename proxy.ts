import { type NextRequest, NextResponse } from "next/server";

/**
 * Spotify refuses `localhost` as a redirect address, and cookies set under one name are not sent to the other: without a public
 * address the app lives at 127.0.0.1 only.
 */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? "";
  // PUBLIC_URL set: somebody chose the name this server is reached under.
  if (process.env.PUBLIC_URL || !/^localhost(:\d+)?$/i.test(host)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  return NextResponse.redirect(
    new URL(pathname + search, `http://127.0.0.1${host.slice("localhost".length)}`),
    307,
  );
}

export const config = { matcher: ["/((?!_next/|api/health).*)"] };
