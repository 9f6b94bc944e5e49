import { and, eq, gt, isNull } from "drizzle-orm";
import { account, signInLink } from "@/db/schema";
import type { Database } from "@/db/client";
import { byDigest, ownerDatabase } from "@/db/owner";
import { systemClock } from "@/lib/server/clock";
import { digestSecret } from "@/lib/server/secrets";

/** Signs in whoever presents an unused link's secret, and uses it up. Null for any other secret. */
export async function consumeSignInLink(
  db: Database,
  secret: string,
): Promise<{ id: string; name: string } | null> {
  const digest = digestSecret(secret);
  const now = systemClock.now();
  const found = await byDigest(db, digest, (tx) =>
    tx.select({ ownerId: signInLink.ownerId }).from(signInLink).where(eq(signInLink.digest, digest)),
  );
  const ownerId = found[0]?.ownerId;
  if (!ownerId) return null;
  const used = await ownerDatabase(db, ownerId).transaction((tx) =>
    tx
      .update(signInLink)
      .set({ usedAt: now })
      .where(and(eq(signInLink.digest, digest), isNull(signInLink.usedAt), gt(signInLink.expiresAt, now)))
      .returning({ id: signInLink.id }),
  );
  if (used.length === 0) return null;
  const rows = await db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(eq(account.id, ownerId));
  return rows[0] ?? null;
}
