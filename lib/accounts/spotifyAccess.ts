import { and, eq, isNull, lt, or } from "drizzle-orm";
import { connection } from "@/db/schema";
import type { AccessToken } from "@/lib/providers/spotify/client";
import { refreshAccessToken } from "@/lib/providers/spotify/token";
import { decryptSecret, encryptSecret } from "@/lib/server/secrets";
import type { Context } from "@/lib/server/context";

/** A token is renewed this long before it ends, so that none ends on the way. */
const MARGIN_MS = 60_000;
/** Longer than a refresh can take; after that another process may try. */
const LEASE_MS = 30_000;
const POLL_MS = 100;

/**
 * Valid access tokens of the account's Spotify connection. One process refreshes at a time: it takes a lease on the
 * row in one statement, asks Spotify outside of any transaction, and stores the answer; the others wait for the row.
 * A new refresh token is kept if one came, else the old one stays.
 */
export function spotifyAccess(ctx: Context): AccessToken {
  const mine = and(eq(connection.ownerId, ctx.ownerId), eq(connection.provider, "spotify"));

  return async function accessToken(rejected) {
    for (let waitedMs = 0; waitedMs < 2 * LEASE_MS; waitedMs += POLL_MS) {
      const rows = await ctx.db.read((tx) => tx.select().from(connection).where(mine));
      const row = rows[0];
      if (!row) return { unavailable: "spotify: not connected", reconnect: true };
      if (row.needsReauth) return { unavailable: "spotify: reconnect needed", reconnect: true };
      const token = decryptSecret(row.accessToken);
      const refreshToken = decryptSecret(row.refreshToken);
      if (token === null || refreshToken === null)
        return { unavailable: "spotify: reconnect needed (the key has changed)", reconnect: true };
      const now = ctx.clock.now();
      if (token !== rejected && row.expiresAt.getTime() - MARGIN_MS > now.getTime()) return { token };
      if (await takeLease(row.refreshToken, row.accessToken, now)) return refresh(refreshToken);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return { unavailable: "spotify: the token could not be renewed", reconnect: false };
  };

  /** Fails where the tokens that were read are no longer the stored ones: somebody else has just renewed them. */
  async function takeLease(refreshToken: string, token: string, now: Date): Promise<boolean> {
    const taken = await ctx.db.transaction((tx) =>
      tx
        .update(connection)
        .set({ refreshLeaseUntil: new Date(now.getTime() + LEASE_MS) })
        .where(
          and(
            mine,
            eq(connection.refreshToken, refreshToken),
            eq(connection.accessToken, token),
            or(isNull(connection.refreshLeaseUntil), lt(connection.refreshLeaseUntil, now)),
          ),
        )
        .returning({ id: connection.id }),
    );
    return taken.length > 0;
  }

  async function refresh(refreshToken: string): ReturnType<AccessToken> {
    const answer = await refreshAccessToken(refreshToken);
    const now = ctx.clock.now();
    const change =
      answer.kind === "refreshed"
        ? {
            accessToken: encryptSecret(answer.accessToken),
            ...(answer.refreshToken ? { refreshToken: encryptSecret(answer.refreshToken) } : {}),
            expiresAt: new Date(now.getTime() + answer.expiresInMs),
          }
        : { needsReauth: answer.kind === "invalid_grant" };
    await ctx.db.transaction((tx) =>
      tx
        .update(connection)
        .set({ ...change, refreshLeaseUntil: null, updatedAt: now })
        .where(mine),
    );
    if (answer.kind === "refreshed") return { token: answer.accessToken };
    ctx.logger.warn({ reason: answer.kind }, "spotify token not renewed");
    return answer.kind === "invalid_grant"
      ? { unavailable: "spotify: reconnect needed", reconnect: true }
      : { unavailable: "spotify: the token could not be renewed", reconnect: false };
  }
}
