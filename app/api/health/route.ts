import { readHealth } from "@/lib/server/health";

export const dynamic = "force-dynamic";

/** Open to all: says whether the server works, and nothing about anybody's data. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.database === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store", ...(health.database === "ok" ? {} : { "retry-after": "5" }) },
  });
}
