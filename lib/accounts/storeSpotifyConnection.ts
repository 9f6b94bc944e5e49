import { connection } from "@/db/schema";
import { encryptSecret } from "@/lib/server/secrets";
import type { Context } from "@/lib/server/context";

/** Keeps an account's Spotify tokens, encrypted; replaces those of an earlier connection. */
export async function storeSpotifyConnection(
  ctx: Context,
  tokens: { accessToken: string; refreshToken: string; expiresAt: Date; scopes: string[] },
): Promise<void> {
  const row = {
    accessToken: encryptSecret(tokens.accessToken),
    refreshToken: encryptSecret(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
    scopes: tokens.scopes,
    needsReauth: false,
    refreshLeaseUntil: null,
    updatedAt: ctx.clock.now(),
  };
  await ctx.db.transaction((tx) =>
    tx
      .insert(connection)
      .values({ id: ctx.newId(), ownerId: ctx.ownerId, provider: "spotify", ...row })
      .onConflictDoUpdate({ target: [connection.ownerId, connection.provider], set: row }),
  );
}
