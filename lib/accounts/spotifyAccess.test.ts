import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { connection, providerBudget, responseCache } from "@/db/schema";
import { createGateway } from "@/lib/providers/gateway/gateway";
import { createProvider } from "@/lib/providers/registry";
import { createContext, type Context } from "@/lib/server/context";
import { decryptSecret } from "@/lib/server/secrets";
import { startTestApp, type TestApp } from "@/tests/support/app";
import { spotifyAccess } from "./spotifyAccess";
import { storeSpotifyConnection } from "./storeSpotifyConnection";

describe("the Spotify connection", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.simulators.reset();
    await app.db.delete(providerBudget);
    await app.db.delete(responseCache);
  });

  /** Stores new tokens that end after so many seconds. */
  async function connect(seconds: number) {
    const tokens = app.simulators.issueSpotifyTokens({ lifetimeSeconds: seconds });
    await storeSpotifyConnection(app.ctx, { ...tokens, expiresAt: new Date(tokens.expiresAt), scopes: [] });
    app.simulators.clearLog();
    return tokens;
  }

  const row = async () => {
    const rows = await app.ctx.db.read((tx) =>
      tx.select().from(connection).where(eq(connection.ownerId, app.ctx.ownerId)),
    );
    if (!rows[0]) throw new Error("not connected");
    return rows[0];
  };
  const refreshes = () => app.simulators.log({ provider: "spotify-accounts" }).length;

  function spotify(ctx: Context = app.ctx) {
    const gateway = createGateway({ db: ctx.serverDb, clock: ctx.clock, logger: ctx.logger });
    return createProvider("spotify", gateway, spotifyAccess(ctx));
  }

  test("gives the stored token while it is good, and asks nobody", async () => {
    const tokens = await connect(3_600);
    expect(await spotifyAccess(app.ctx)()).toEqual({ token: tokens.accessToken });
    expect(refreshes()).toBe(0);
  });

  test("keeps its tokens out of reach of whoever reads the table", async () => {
    const tokens = await connect(3_600);
    const stored = JSON.stringify(await row());
    expect(stored).not.toContain(tokens.accessToken);
    expect(stored).not.toContain(tokens.refreshToken);
  });

  test("renews a token that is about to end, before it is sent", async () => {
    const tokens = await connect(10);
    const answer = await spotifyAccess(app.ctx)();
    expect(answer).toHaveProperty("token");
    expect(answer).not.toEqual({ token: tokens.accessToken });
    expect(refreshes()).toBe(1);
    expect((await row()).expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });

  test("that ends in the middle of a run is renewed once, and the request repeated", async () => {
    await connect(3_600);
    expect((await spotify().searchArtists("Nirvana")).kind).toBe("found");
    app.simulators.expireSpotifyAccess();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await spotify().searchArtists("Bush")).kind).toBe("found");
    expect((await spotify().searchArtists("Genesis")).kind).toBe("found");
    expect(refreshes()).toBe(1);
    const statuses = app.simulators.log({ provider: "spotify" }).map((entry) => entry.status);
    expect(statuses).toEqual([200, 401, 200, 200]);
  });

  test("a new token that is refused as well ends in a failure, not in a circle", async () => {
    await connect(3_600);
    app.simulators.fault("spotify", { status: 401, body: { error: { status: 401, message: "no" } } });
    expect(await spotify().searchArtists("Nirvana")).toMatchObject({ kind: "refused" });
    expect(app.simulators.log({ provider: "spotify" })).toHaveLength(2);
    expect(refreshes()).toBe(1);
  });

  test.each(["none", "rotate"] as const)(
    "50 callers at the moment of its end cause one refresh (new refresh token: %s)",
    async (rotation) => {
      const tokens = await connect(1);
      app.simulators.configure("spotify-accounts", { rotation });
      app.simulators.fault("spotify-accounts", { delayMs: 20_000, count: 1 });
      const other = openDatabase(app.databaseUrl, { max: 5 });
      const elsewhere = createContext(other.db, app.ctx.ownerId, { logger: app.ctx.logger });
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => spotifyAccess(n % 2 ? app.ctx : elsewhere)()),
      );
      await other.close();
      const given = new Set(answers.map((answer) => ("token" in answer ? answer.token : answer.unavailable)));
      expect(given.size).toBe(1);
      expect([...given][0]).toMatch(/^BQ/);
      expect(refreshes()).toBe(1);
      const stored = await row();
      expect(decryptSecret(stored.accessToken)).toBe([...given][0]);
      const kept = decryptSecret(stored.refreshToken);
      if (rotation === "none") expect(kept).toBe(tokens.refreshToken);
      else expect(kept).not.toBe(tokens.refreshToken);
      expect(stored.refreshLeaseUntil).toBeNull();
    },
  );

  test("with a new refresh token each time is renewed again and again", async () => {
    await connect(1);
    app.simulators.configure("spotify-accounts", { rotation: "rotate", accessTokenSeconds: 1 });
    for (let n = 1; n <= 3; n++) {
      expect(await spotifyAccess(app.ctx)()).toHaveProperty("token");
      expect(refreshes()).toBe(n);
    }
    expect((await row()).needsReauth).toBe(false);
  });

  test("whose refresh token is dead asks for a person, and is not tried again", async () => {
    const tokens = await connect(1);
    app.simulators.revokeSpotifyToken(tokens.refreshToken);
    expect(await spotifyAccess(app.ctx)()).toMatchObject({ unavailable: "spotify: reconnect needed" });
    expect((await row()).needsReauth).toBe(true);
    expect(await spotifyAccess(app.ctx)()).toHaveProperty("unavailable");
    expect(refreshes()).toBe(1);
    await connect(3_600);
    expect(await spotifyAccess(app.ctx)()).toHaveProperty("token");
    expect((await row()).needsReauth).toBe(false);
  });

  test.each([
    ["answers an error", { status: 500, body: { error: "server_error" } }],
    ["answers a page", { html: true, status: 200 }],
    ["hangs up", { drop: true }],
    ["answers too many requests", { status: 429, body: { error: "rate" } }],
  ])("stays while the accounts service %s, and works again after", async (_name, fault) => {
    await connect(1);
    app.simulators.fault("spotify-accounts", { ...fault, count: 1 });
    expect(await spotifyAccess(app.ctx)()).toHaveProperty("unavailable");
    expect(await row()).toMatchObject({ needsReauth: false, refreshLeaseUntil: null });
    expect(await spotifyAccess(app.ctx)()).toHaveProperty("token");
  });

  test("is taken over from a process that died while it renewed it", async () => {
    await connect(1);
    const past = new Date(Date.now() - 1_000);
    await app.ctx.db.transaction((tx) =>
      tx.update(connection).set({ refreshLeaseUntil: past }).where(eq(connection.ownerId, app.ctx.ownerId)),
    );
    expect(await spotifyAccess(app.ctx)()).toHaveProperty("token");
  });

  test("written under another key asks for a person instead of failing", async () => {
    await connect(3_600);
    await app.ctx.db.transaction((tx) =>
      tx
        .update(connection)
        .set({ accessToken: "v1.00000000.AAAA.AAAA.AAAA" })
        .where(eq(connection.ownerId, app.ctx.ownerId)),
    );
    expect(await spotifyAccess(app.ctx)()).toMatchObject({
      unavailable: expect.stringContaining("reconnect"),
    });
  });

  test("that does not exist says so", async () => {
    await app.ctx.db.transaction((tx) =>
      tx.delete(connection).where(eq(connection.ownerId, app.ctx.ownerId)),
    );
    expect(await spotifyAccess(app.ctx)()).toEqual(
      expect.objectContaining({ unavailable: "spotify: not connected" }),
    );
  });
});
