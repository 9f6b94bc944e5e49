import { createHash } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { responseCache } from "@/db/schema";
import type { Provider } from "@/lib/domain/entity";

export interface CachedAnswer {
  status: number;
  body: string;
}

/** Keys are digests: a search text can be long, and the row is found by equality only. */
function keyOf(url: string): string {
  return createHash("sha256").update(url).digest("hex");
}

export async function readCache(
  db: Database,
  provider: Provider,
  url: string,
  now: Date,
): Promise<CachedAnswer | null> {
  const rows = await db
    .select({ status: responseCache.status, body: responseCache.body })
    .from(responseCache)
    .where(
      and(
        eq(responseCache.provider, provider),
        eq(responseCache.key, keyOf(url)),
        gt(responseCache.expiresAt, now),
      ),
    );
  return rows[0] ?? null;
}

export async function writeCache(
  db: Database,
  provider: Provider,
  url: string,
  answer: CachedAnswer,
  now: Date,
  ageMs: number,
): Promise<void> {
  const row = { ...answer, fetchedAt: now, expiresAt: new Date(now.getTime() + ageMs) };
  await db
    .insert(responseCache)
    .values({ provider, key: keyOf(url), ...row })
    .onConflictDoUpdate({ target: [responseCache.provider, responseCache.key], set: row });
}

/** Removes what is past its age. Returns how many rows went. */
export async function pruneCache(db: Database, now: Date): Promise<number> {
  const rows = await db
    .delete(responseCache)
    .where(sql`${responseCache.expiresAt} <= ${sql.param(now, responseCache.expiresAt)}`)
    .returning({ key: responseCache.key });
  return rows.length;
}
