import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { freePort } from "@/db/embedded/port";
import { providerBudget, responseCache } from "@/db/schema";
import { spotifyAccess } from "@/lib/accounts/spotifyAccess";
import type { MetadataProvider } from "@/lib/providers/contract";
import { createProvider, type EnrichingProvider } from "@/lib/providers/registry";
import { startTestApp, type TestApp } from "@/tests/support/app";
import { pruneCache } from "./cache";
import { reserveSlot } from "./budget";
import { createGateway } from "./gateway";
import { BUCKETS, scaled } from "./limits";

/** Real HTTP to the simulated providers, on their bad days. */
describe("the gateway", () => {
  let app: TestApp;
  let sent: number;

  beforeAll(async () => {
    app = await startTestApp({ speed: 20 });
  });
  afterAll(() => app.close());
  afterEach(async () => {
    app.simulators.reset();
    await app.db.delete(responseCache);
    await app.db.delete(providerBudget);
  });

  /** A provider as another process would have it, with a gateway of its own. */
  function source(
    provider: EnrichingProvider,
    parts: { now?: () => Date; db?: TestApp["db"] } = {},
  ): MetadataProvider {
    sent = 0;
    const gateway = createGateway({
      db: parts.db ?? app.db,
      clock: { now: parts.now ?? (() => new Date()) },
      logger: app.ctx.logger,
      onRequest: () => sent++,
    });
    return createProvider(provider, gateway, spotifyAccess(app.ctx));
  }

  const cached = async () => (await app.db.select().from(responseCache)).length;
  const ALL = ["spotify", "musicbrainz", "deezer"] as const;

  describe.each(ALL)("asking %s", (provider) => {
    test.each([
      ["a page instead of JSON, with an error's status", { html: true }],
      ["a page instead of JSON, with status 200", { html: true, status: 200 }],
      ["half a body", { truncate: true }],
      ["half a JSON text with status 200", { status: 200, body: '{"data":[{"id":1,"na' }],
      ["a broken connection", { drop: true }],
      ["an error with status 200", { status: 200, body: { error: { status: 500, message: "no" } } }],
      ["an empty object", { status: 200, body: {} }],
      ["null", { status: 200, body: "null" }],
      ["lists that are none", { status: 200, body: { data: 1, artists: 1 } }],
      ["an empty body", { status: 200, body: "" }],
      ["status 500", { status: 500, body: {} }],
    ])("%s is a failure: not an answer, and not kept", async (_name, fault) => {
      app.simulators.fault(provider, fault);
      const outcome = await source(provider).searchArtists("Nirvana");
      expect(outcome.kind).toBe("failed");
      expect(await cached()).toBe(0);
      app.simulators.clearFaults();
      expect((await source(provider).searchArtists("Nirvana")).kind).toBe("found");
    });

    test("what was answered once is not asked again", async () => {
      const first = await source(provider).searchArtists("Nirvana");
      expect(first).toMatchObject({ kind: "found", fromCache: false });
      const again = source(provider);
      app.simulators.clearLog();
      expect(await again.searchArtists("Nirvana")).toMatchObject({ ...first, fromCache: true });
      expect(sent).toBe(0);
      expect(app.simulators.log()).toEqual([]);
    });

    test("nothing found is an answer, and remembered as such", async () => {
      const name = "Qzxv Wqxz Unheardof";
      expect((await source(provider).searchArtists(name)).kind).toBe("empty");
      const again = source(provider);
      expect((await again.searchArtists(name)).kind).toBe("empty");
      expect(sent).toBe(0);
    });

    test("a slow answer is waited for", async () => {
      app.simulators.fault(provider, { delayMs: 4_000, count: 1 });
      expect((await source(provider).searchArtists("Nirvana")).kind).toBe("found");
    });

    test("an answer past its age is asked for anew, and removed by the pruning", async () => {
      await source(provider).searchArtists("Nirvana");
      const later = new Date(Date.now() + 60 * 24 * 3_600_000);
      const again = source(provider, { now: () => later });
      // The token of the Spotify connection has its own clock and stays valid.
      expect(await again.searchArtists("Nirvana")).toMatchObject({ kind: "found", fromCache: false });
      expect(await pruneCache(app.db, new Date(later.getTime() + 60 * 24 * 3_600_000))).toBe(1);
    });

    test("an answer that an older version kept and this one cannot read is asked for anew", async () => {
      await source(provider).searchArtists("Nirvana");
      await app.db.update(responseCache).set({ body: '{"of":"another time"}' });
      expect(await source(provider).searchArtists("Nirvana")).toMatchObject({
        kind: "found",
        fromCache: false,
      });
      expect(await source(provider).searchArtists("Nirvana")).toMatchObject({ fromCache: true });
    });
  });

  test("fields nobody has heard of do no harm", async () => {
    app.simulators.fault("deezer", {
      status: 200,
      body: { data: [{ id: 1, name: "X", nb_moons: 3, rings: [{}] }], total: 1, weather: "fine" },
    });
    expect(await source("deezer").searchArtists("X")).toMatchObject({
      kind: "found",
      value: [{ name: "X" }],
    });
  });

  test("NUL characters and halves of surrogate pairs never come in with a name", async () => {
    const body =
      '{"data":[{"id":1,"name":"a\\u0000b\\ud83dc"},{"id":2,"name":"\\ud83d\\ude00 <script>"}],"total":2}';
    app.simulators.fault("deezer", { status: 200, body });
    const outcome = await source("deezer").searchArtists("X");
    const names = outcome.kind === "found" ? outcome.value.map((artist) => artist.name) : [];
    expect(names).toEqual(["ab\ufffdc", "😀 <script>"]);
  });

  test("a body without an end is cut off", async () => {
    app.simulators.fault("deezer", { endless: true });
    expect((await source("deezer").searchArtists("Nirvana")).kind).toBe("failed");
  });

  test("a provider that is not there at all is a failure", async () => {
    const gone = createGateway({ db: app.db, clock: { now: () => new Date() }, logger: app.ctx.logger });
    const outcome = await gone.get({
      provider: "deezer",
      bucket: BUCKETS.deezer,
      url: `http://127.0.0.1:${await freePort()}/nothing`,
      schema: { safeParse: () => ({ success: false }) } as never,
      classify: () => ({ kind: "answer" }),
      cacheMs: 0,
    });
    expect(outcome).toEqual({ kind: "failed", reason: "deezer: ECONNREFUSED" });
  });

  describe("pauses", () => {
    test("that one caller is told hold for everybody, and nothing is sent meanwhile", async () => {
      app.simulators.fault("spotify", { path: "/v1/search", status: 429, retryAfter: 1, count: 1 });
      const began = performance.now();
      expect(await source("spotify").searchArtists("Nirvana")).toMatchObject({
        kind: "rate_limited",
        reason: "too many requests",
      });
      const other = openDatabase(app.databaseUrl, { max: 1 });
      app.simulators.clearLog();
      const refused = await Promise.all(
        ["Bush", "Genesis", "Air"].map((name) => source("spotify", { db: other.db }).searchArtists(name)),
      );
      expect(refused.map((outcome) => outcome.kind)).toEqual([
        "rate_limited",
        "rate_limited",
        "rate_limited",
      ]);
      expect(app.simulators.log()).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 1_050 - (performance.now() - began)));
      expect((await source("spotify", { db: other.db }).searchArtists("Bush")).kind).toBe("found");
      await other.close();
    });

    test("of one group of endpoints leave the others alone", async () => {
      app.simulators.fault("spotify", { path: "/v1/search", quota: "QUOTA_EXCEEDED", retryAfter: 86_000 });
      const outcome = await source("spotify").searchArtists("Nirvana");
      expect(outcome).toMatchObject({ kind: "rate_limited", reason: "daily quota used up" });
      expect(outcome.kind === "rate_limited" && outcome.until.getTime() - Date.now()).toBeGreaterThan(
        80_000_000,
      );
      expect((await source("spotify").artistAlbums("6olE6TJLqED3rqDCT0FyPh")).kind).not.toBe("rate_limited");
    });

    test("are never nought and never years", async () => {
      app.simulators.fault("spotify", { path: "/v1/search", status: 429, retryAfter: 0, count: 1 });
      await source("spotify").searchArtists("Nirvana");
      const [short] = await app.db
        .select()
        .from(providerBudget)
        .where(eq(providerBudget.bucket, "spotify:search"));
      expect(short?.pausedUntil).not.toBeNull();
      await app.db.delete(providerBudget);
      app.simulators.fault("spotify", { path: "/v1/search", status: 429, retryAfter: 999_999_999 });
      const outcome = await source("spotify").searchArtists("Nirvana");
      expect(outcome.kind === "rate_limited" && outcome.until.getTime() - Date.now()).toBeLessThan(
        49 * 3_600_000,
      );
    });

    test("are not shortened by a later, shorter one", async () => {
      const until = async () =>
        (await app.db.select().from(providerBudget).where(eq(providerBudget.bucket, "deezer")))[0]
          ?.pausedUntil;
      app.simulators.fault("deezer", { status: 503, retryAfter: 600, count: 1 });
      await source("deezer").searchArtists("Nirvana");
      const long = await until();
      await app.db.execute(sql`update provider_budget set paused_until = null where bucket = 'nothing'`);
      expect(await source("deezer").searchArtists("Bush")).toMatchObject({ kind: "rate_limited" });
      expect(await until()).toEqual(long);
    });

    test("follow Deezer's quota error, which has status 200", async () => {
      const error = { type: "Exception", message: "Quota limit exceeded", code: 4 };
      app.simulators.fault("deezer", { status: 200, body: { error }, count: 1 });
      expect((await source("deezer").searchArtists("Nirvana")).kind).toBe("rate_limited");
      expect((await source("deezer").searchArtists("Bush")).kind).toBe("rate_limited");
      await new Promise((resolve) => setTimeout(resolve, scaled(6_000) + 50));
      expect((await source("deezer").searchArtists("Nirvana")).kind).toBe("found");
    });
  });

  describe("MusicBrainz", () => {
    const busy = { error: "The MusicBrainz web server is currently busy. Please try again later." };
    const shedding = { status: 503, body: busy, headers: { "x-ratelimit-zone": "global" }, retryAfter: 0 };

    test("is asked again while it sheds load, with growing distance, and pauses nobody", async () => {
      app.simulators.fault("musicbrainz", { ...shedding, count: 3 });
      expect((await source("musicbrainz").searchArtists("Nirvana")).kind).toBe("found");
      expect(sent).toBe(4);
      const [row] = await app.db.select().from(providerBudget);
      expect(row?.pausedUntil).toBeNull();
    });

    test("that sheds load for too long has failed, which is not kept", async () => {
      app.simulators.fault("musicbrainz", shedding);
      expect(await source("musicbrainz").searchArtists("Nirvana")).toMatchObject({ kind: "failed" });
      expect(sent).toBe(4);
      expect(await cached()).toBe(0);
    });

    test("moves merged ids, which is followed, but not to another host and not for ever", async () => {
      const [artist] = await found(source("musicbrainz").searchArtists("Nirvana"));
      const mbid = artist?.ref.externalId ?? "";
      const old = "99999999-9999-4999-8999-999999999999";
      const location = (to: string, count: number) =>
        app.simulators.fault("musicbrainz", {
          path: `/ws/2/artist/${old}`,
          status: 301,
          body: "",
          headers: { Location: to },
          count,
        });
      location(`/ws/2/artist/${mbid}?inc=aliases+tags&fmt=json`, 1);
      const moved = await found(source("musicbrainz").artistByIdentifier({ name: "x", mbid: old }));
      expect(moved[0]?.ref.externalId).toBe(mbid);
      await app.db.delete(responseCache);
      location("http://127.0.0.1:1/elsewhere", 1);
      expect((await source("musicbrainz").artistByIdentifier({ name: "x", mbid: old })).kind).toBe("failed");
      location(`/ws/2/artist/${old}`, 100);
      expect((await source("musicbrainz").artistByIdentifier({ name: "x", mbid: old })).kind).toBe("failed");
      expect(sent).toBeLessThan(10);
    });

    test("never has two requests at once, and rests after each answer, whoever asks", async () => {
      app.simulators.fault("musicbrainz", { path: "/ws/2/artist", delayMs: 2_500 });
      const other = openDatabase(app.databaseUrl, { max: 2 });
      const names = ["Nirvana", "Bush", "Genesis", "Queen", "Air", "Prince"];
      app.simulators.clearLog();
      const outcomes = await Promise.all(
        names.map((name, n) => source("musicbrainz", { db: n % 2 ? other.db : app.db }).searchArtists(name)),
      );
      await other.close();
      expect(outcomes.map((outcome) => outcome.kind)).toEqual(names.map(() => "found"));
      const log = app.simulators.log({ provider: "musicbrainz" });
      for (const [n, entry] of log.entries()) {
        const before = log[n - 1];
        if (!before) continue;
        // The rest is for the way and for a busy machine; without the rest they would overlap.
        expect(entry.mono - (before.mono + (before.took ?? 0))).toBeGreaterThan(scaled(1_000) * 0.5);
      }
    });
  });

  test("gives 200 callers at once 200 different slots, each an interval apart", async () => {
    const pools = [openDatabase(app.databaseUrl, { max: 8 }), openDatabase(app.databaseUrl, { max: 8 })];
    const bucket = { name: "test:spacing", intervalMs: 400 };
    const interval = scaled(bucket.intervalMs);
    const starts = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const pool = pools[n % 2];
        if (!pool) throw new Error("no pool");
        const slot = await reserveSlot(pool.db, bucket, new Date());
        expect(slot.kind).toBe("slot");
        return performance.now() + (slot.kind === "slot" ? slot.waitMs : 0);
      }),
    );
    for (const pool of pools) await pool.close();
    const order = starts.sort((a, b) => a - b);
    // The answer's way back is in each start, so single distances may be off; over fifty they must be right.
    for (let n = 50; n < order.length; n += 10) {
      expect((order[n] ?? 0) - (order[n - 50] ?? 0)).toBeGreaterThan(50 * interval * 0.5);
    }
    expect((order.at(-1) ?? 0) - (order[0] ?? 0)).toBeGreaterThan(199 * interval * 0.9);
    const [row] = await app.db.select().from(providerBudget).where(eq(providerBudget.bucket, bucket.name));
    expect(row?.usedToday).toBe(200);
  });

  test("sends a caller away whose turn would come too late, and takes no slot for it", async () => {
    const bucket = { name: "test:full", intervalMs: scaled(1) > 0 ? 20_000 * 20 : 0 };
    expect((await reserveSlot(app.db, bucket, new Date())).kind).toBe("slot");
    expect((await reserveSlot(app.db, bucket, new Date())).kind).toBe("busy");
    const [row] = await app.db.select().from(providerBudget).where(eq(providerBudget.bucket, bucket.name));
    expect(row?.usedToday).toBe(1);
  });
});

async function found<T>(asked: Promise<{ kind: string; value?: T[] }>): Promise<T[]> {
  const outcome = await asked;
  expect(outcome.kind).toBe("found");
  return outcome.value ?? [];
}
