/** Sends a browser that came to `localhost` to the same page at 127.0.0.1; proxy.ts says why and when. */
export function GET(request: Request): Response {
  const port = /:\d+$/.exec(request.headers.get("host") ?? "")?.[0] ?? "";
  const path = request.headers.get("x-loopback-path") ?? "/";
  return new Response(null, { status: 307, headers: { location: `http://127.0.0.1${port}${path}` } });
}
