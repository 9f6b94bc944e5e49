import { eq } from "drizzle-orm";
import { apiToken } from "@/db/schema";
import type { Database } from "@/db/client";
import { byDigest } from "@/db/owner";
import { digestSecret } from "@/lib/server/secrets";

/** Whose bearer token this is; null for an unknown or revoked one. Looked up by digest, so timing tells nothing. */
export function authenticateToken(db: Database, token: string): Promise<{ ownerId: string } | null> {
  const digest = digestSecret(token);
  return byDigest(db, digest, async (tx) => {
    const rows = await tx
      .select({ ownerId: apiToken.ownerId, revokedAt: apiToken.revokedAt })
      .from(apiToken)
      .where(eq(apiToken.digest, digest));
    const row = rows[0];
    return row && !row.revokedAt ? { ownerId: row.ownerId } : null;
  });
}
