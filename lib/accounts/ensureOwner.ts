import { and, eq, isNull } from "drizzle-orm";
import { account, apiToken, signInLink } from "@/db/schema";
import type { Database } from "@/db/client";
import { ownerDatabase } from "@/db/owner";
import { systemClock } from "@/lib/server/clock";
import { newId } from "@/lib/server/ids";
import { digestSecret, newSecret } from "@/lib/server/secrets";

const LINK_LIFE_MS = 24 * 3_600_000;
const OWNER_TOKEN_NAME = "owner-token file";

/**
 * Makes the server's owner at the first start, keeps its bearer token valid, and makes a new sign-in link that works
 * once. `knownToken` is what the token file holds; the answer's token is what it should hold.
 */
export async function ensureOwner(
  db: Database,
  knownToken?: string,
): Promise<{ ownerId: string; token: string; signInToken: string }> {
  const now = systemClock.now();
  const ownerId = await findOrMakeOwner(db, now);
  return ownerDatabase(db, ownerId).transaction(async (tx) => {
    let token = knownToken;
    const known = token
      ? await tx
          .select({ id: apiToken.id })
          .from(apiToken)
          .where(
            and(
              eq(apiToken.ownerId, ownerId),
              eq(apiToken.digest, digestSecret(token)),
              isNull(apiToken.revokedAt),
            ),
          )
      : [];
    if (!token || known.length === 0) {
      token = newSecret();
      await tx
        .delete(apiToken)
        .where(and(eq(apiToken.ownerId, ownerId), eq(apiToken.name, OWNER_TOKEN_NAME)));
      await tx.insert(apiToken).values({
        id: newId(),
        ownerId,
        name: OWNER_TOKEN_NAME,
        digest: digestSecret(token),
        createdAt: now,
      });
    }
    const signInToken = newSecret();
    await tx.delete(signInLink).where(eq(signInLink.ownerId, ownerId));
    await tx.insert(signInLink).values({
      id: newId(),
      ownerId,
      digest: digestSecret(signInToken),
      expiresAt: new Date(now.getTime() + LINK_LIFE_MS),
    });
    return { ownerId, token, signInToken };
  });
}

async function findOrMakeOwner(db: Database, now: Date): Promise<string> {
  const found = await db.select({ id: account.id }).from(account).where(eq(account.role, "owner")).limit(1);
  if (found[0]) return found[0].id;
  const id = newId();
  await db.insert(account).values({ id, name: "Owner", role: "owner", createdAt: now });
  return id;
}
