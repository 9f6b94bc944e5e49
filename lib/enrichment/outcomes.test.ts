import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as importLibrary } from "@/app/api/library/import/route";
import {
  accountSettings,
  album,
  artist,
  candidate,
  connection,
  decision,
  link,
  lookup,
  providerBudget,
  responseCache,
  run,
  track,
  trackArtist,
} from "@/db/schema";
import { storeSpotifyConnection } from "@/lib/accounts/storeSpotifyConnection";
import { ENRICHING_PROVIDERS, type EnrichingProvider } from "@/lib/providers/registry";
import { rejectCandidate } from "@/lib/review/rejectCandidate";
import { undoDecision } from "@/lib/review/undoDecision";
import { cancelRun } from "@/lib/runs/cancelRun";
import { createContext, type Context } from "@/lib/server/context";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import { enrichNow } from "@/tests/support/enrichment";
import { beginEnrichment } from "./beginEnrichment";
import { enrichBatch } from "./enrichBatch";
import { startEnrichment } from "./startEnrichment";

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** What becomes of a run when the providers, the connection or the library are not as one would like. */
describe("an enrichment run", () => {
  let app: TestApp;
  let ctx: Context;
  /** Added to the clock of the runs. */
  let later = 0;

  beforeAll(async () => {
    app = await startTestApp();
    ctx = createContext(app.db, app.ctx.ownerId, {
      clock: { now: () => new Date(Date.now() + later) },
      logger: app.ctx.logger,
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.simulators.reset();
    later = 0;
    await app.db.delete(providerBudget);
    await app.db.delete(responseCache);
    await app.ctx.db.transaction(async (tx) => {
      for (const table of [
        trackArtist,
        track,
        link,
        candidate,
        lookup,
        decision,
        run,
        accountSettings,
        album,
        artist,
      ])
        await tx.delete(table);
    });
    await connect();
  });

  async function connect() {
    const tokens = app.simulators.issueSpotifyTokens();
    await storeSpotifyConnection(app.ctx, { ...tokens, expiresAt: new Date(tokens.expiresAt), scopes: [] });
    return tokens;
  }
  async function owns(...lines: object[]) {
    const body = ndjson(lines.map((line, n) => ({ path: `${n}.mp3`, title: `Song ${n}`, ...line })));
    const headers = { "content-type": "application/x-ndjson" };
    expect((await app.call(importLibrary, "/x?source=t", { method: "POST", body, headers })).status).toBe(
      200,
    );
    app.simulators.clearLog();
  }
  const lookups = async () => {
    const rows = await app.ctx.db.read((tx) => tx.select().from(lookup));
    return Object.fromEntries(rows.map((row) => [row.provider, row]));
  };
  const asked = (provider: EnrichingProvider) => app.simulators.log({ provider }).length;
  const LOOSE = { artist: "Die Unauffindbaren" };

  test("a provider that failed is not one that does not know", async () => {
    await owns(LOOSE);
    app.simulators.fault("deezer", { status: 500, body: {} });
    app.simulators.fault("musicbrainz", { html: true, status: 200 });
    const ended = await enrichNow(ctx);
    expect(ended.status).toBe("completed");
    expect(ended.byOutcome).toEqual({ not_found: 1, failed: 2 });
    const found = await lookups();
    expect(found.spotify).toMatchObject({ status: "not_found" });
    expect(found.deezer).toMatchObject({ status: "provider_failed", detail: expect.stringContaining("500") });
    expect(found.musicbrainz).toMatchObject({ status: "provider_failed" });
  });

  test("asks a failed provider again after a quarter of an hour, then later each time, and the others not", async () => {
    await owns(LOOSE);
    app.simulators.fault("deezer", { status: 500, body: {} });
    await enrichNow(ctx);
    app.simulators.clearLog();
    await enrichNow(ctx);
    expect(app.simulators.log()).toEqual([]);
    later = 16 * MINUTE_MS;
    await enrichNow(ctx);
    expect([asked("deezer"), asked("spotify"), asked("musicbrainz")]).toEqual([1, 0, 0]);
    later += 16 * MINUTE_MS;
    await enrichNow(ctx);
    expect(asked("deezer")).toBe(1);
    later += 16 * MINUTE_MS;
    app.simulators.clearFaults();
    await enrichNow(ctx);
    expect(asked("deezer")).toBe(2);
    expect((await lookups()).deezer).toMatchObject({ status: "not_found", attempts: 1 });
  });

  test("asks again after a month what nobody knew, and not before", async () => {
    await owns(LOOSE);
    expect((await enrichNow(ctx)).byOutcome).toEqual({ not_found: 3 });
    later = 29 * DAY_MS;
    expect(await enrichNow(ctx)).toMatchObject({ total: 0, requests: {} });
    later = 31 * DAY_MS;
    expect((await enrichNow(ctx)).byOutcome).toEqual({ not_found: 3 });
  });

  test("asks for new entries only what is new", async () => {
    await owns(LOOSE);
    await enrichNow(ctx);
    await owns(LOOSE, { artist: "Noch Unauffindbarer" });
    const ended = await enrichNow(ctx);
    expect(ended.total).toBe(3);
    for (const { path } of app.simulators.log()) expect(decodeURIComponent(path)).not.toContain("Die Unauff");
  });

  test("without a Spotify connection does what the others allow and says what waits", async () => {
    await app.ctx.db.transaction((tx) => tx.delete(connection));
    await owns(LOOSE);
    const ended = await enrichNow(ctx);
    expect(ended).toMatchObject({
      status: "completed",
      waitingFor: ["spotify"],
      byOutcome: { not_found: 2 },
    });
    expect(asked("spotify")).toBe(0);
    await connect();
    const next = await enrichNow(ctx);
    expect(next).toMatchObject({ status: "completed", waitingFor: [], byOutcome: { not_found: 1 } });
  });

  test("whose connection dies on the way waits for a person and loses nothing", async () => {
    const tokens = await connect();
    await owns(LOOSE, { artist: "Noch Unauffindbarer" });
    app.simulators.expireSpotifyAccess();
    app.simulators.revokeSpotifyToken(tokens.refreshToken);
    const ended = await enrichNow(ctx);
    expect(ended).toMatchObject({
      status: "completed",
      waitingFor: ["spotify"],
      byOutcome: { not_found: 4, deferred: 2 },
    });
    expect((await lookups()).spotify).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await connect();
    expect(await enrichNow(ctx)).toMatchObject({ byOutcome: { not_found: 2 }, waitingFor: [] });
  });

  test("asks a provider that is switched off nothing, and does not wait for it", async () => {
    await owns(LOOSE);
    await app.ctx.db.transaction((tx) =>
      tx.insert(accountSettings).values({
        ownerId: app.ctx.ownerId,
        autoApplyAbove: 0.9,
        disabledProviders: ["spotify", "deezer"],
        updatedAt: new Date(),
      }),
    );
    expect(await enrichNow(ctx)).toMatchObject({ byOutcome: { not_found: 1 }, waitingFor: [] });
    expect([asked("spotify"), asked("deezer"), asked("musicbrainz")]).toEqual([0, 0, 1]);
  });

  test("behind a quota of hours is deferred and completed, and goes on when it is over", async () => {
    await owns(LOOSE, { artist: "Noch Unauffindbarer" });
    app.simulators.fault("spotify", { quota: "QUOTA_EXCEEDED", retryAfter: 40_000 });
    const ended = await enrichNow(ctx);
    expect(ended).toMatchObject({
      status: "completed",
      error: null,
      byOutcome: { deferred: 2, not_found: 4 },
    });
    expect(asked("spotify")).toBe(1);
    expect((await lookups()).spotify).toBeUndefined();
    // The next run does not even try.
    expect(await enrichNow(ctx)).toMatchObject({ status: "completed", byOutcome: { deferred: 2 } });
    expect(asked("spotify")).toBe(1);
    app.simulators.clearFaults();
    await app.db.delete(providerBudget);
    expect((await enrichNow(ctx)).byOutcome).toEqual({ not_found: 2 });
  });

  test("sits out a pause of seconds", async () => {
    await owns(LOOSE);
    app.simulators.fault("spotify", { status: 429, retryAfter: 1, count: 1 });
    expect((await enrichNow(ctx)).byOutcome).toEqual({ not_found: 3 });
  });

  test("stops asking a provider that fails again and again", async () => {
    await owns(...Array.from({ length: 12 }, (_, n) => ({ artist: `Unauffindbar ${n}` })));
    app.simulators.fault("deezer", { drop: true });
    const ended = await enrichNow(ctx);
    expect(ended.status).toBe("completed");
    expect(ended.byOutcome).toEqual({ not_found: 24, failed: 5, deferred: 7 });
    expect(asked("deezer")).toBe(5);
  });

  test("that is cancelled keeps what it has and asks nothing more", async () => {
    await owns(...Array.from({ length: 6 }, (_, n) => ({ artist: `Unauffindbar ${n}` })));
    const { run: started } = await startEnrichment(ctx, { triggeredBy: "dashboard" });
    await beginEnrichment(ctx, started.id);
    expect(await enrichBatch(ctx, { runId: started.id, provider: "deezer", size: 2 })).toMatchObject({
      next: "more",
    });
    await cancelRun(ctx, started.id);
    const before = asked("deezer");
    expect(await enrichBatch(ctx, { runId: started.id, provider: "deezer", size: 2 })).toMatchObject({
      next: "over",
    });
    expect(asked("deezer")).toBe(before);
    const [row] = await app.ctx.db.read((tx) => tx.select().from(run).where(eq(run.id, started.id)));
    expect(row).toMatchObject({ status: "cancelled", done: 2, byOutcome: { not_found: 2 } });
    expect((await enrichNow(ctx)).byOutcome).toEqual({ not_found: 16 });
  });

  test("never replaces a link that a person made or locked", async () => {
    await owns({ artist: "Bush", album: "Sixteen Stone", title: "Glycerine" });
    const [bush] = await app.ctx.db.read((tx) => tx.select().from(artist).where(eq(artist.name, "Bush")));
    const [stone] = await app.ctx.db.read((tx) => tx.select().from(album));
    const made = [
      { entityType: "artist" as const, entityId: bush?.id ?? "", origin: "locked" as const },
      { entityType: "album" as const, entityId: stone?.id ?? "", origin: "manual" as const },
    ];
    await app.ctx.db.transaction((tx) =>
      tx.insert(link).values(
        made.map((each) => ({
          ...each,
          id: ctx.newId(),
          ownerId: ctx.ownerId,
          provider: "deezer" as const,
          externalId: `chosen-${each.entityType}`,
          uri: `deezer:${each.entityType}:chosen`,
          name: "Chosen",
          confidence: 1,
          scorerVersion: "person",
          evidence: [],
          createdAt: new Date(),
        })),
      ),
    );
    for (const days of [0, 40, 80]) {
      later = days * DAY_MS;
      await enrichNow(ctx);
    }
    const links = await app.ctx.db.read((tx) =>
      tx
        .select({ type: link.entityType, id: link.externalId, origin: link.origin })
        .from(link)
        .where(and(eq(link.provider, "deezer"), eq(link.scorerVersion, "person"))),
    );
    expect(links.sort((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: "album", id: "chosen-album", origin: "manual" },
      { type: "artist", id: "chosen-artist", origin: "locked" },
    ]);
  });

  test("never proposes again what a person refused, until that is undone", async () => {
    await owns({ artist: "Nirvana", title: "Untitled Demo" });
    await enrichNow(ctx);
    const waiting = () =>
      app.ctx.db.read((tx) =>
        tx
          .select()
          .from(candidate)
          .where(and(eq(candidate.provider, "spotify"), eq(candidate.status, "pending"))),
      );
    const both = await waiting();
    expect(both).toHaveLength(2);
    const refused = await rejectCandidate(ctx, both[0]?.id ?? "");
    for (const days of [31, 62]) {
      later = days * DAY_MS;
      await enrichNow(ctx);
      const left = await waiting();
      expect(left.map((row) => row.externalId)).not.toContain(both[0]?.externalId);
      // The one that is left is no surer for it: its namesake is still there.
      expect(left).toHaveLength(1);
    }
    if (!refused.ok) throw new Error("not refused");
    await undoDecision(ctx, refused.value.decisionId);
    expect(await waiting()).toHaveLength(2);
  });

  test("does not apply again what a person took back from it", async () => {
    await owns(
      ...["Everything Zen", "Glycerine", "Machinehead"].map((title) => ({
        artist: "Bush",
        album: "Sixteen Stone",
        title,
      })),
    );
    await enrichNow(ctx);
    const [applied] = await app.ctx.db.read((tx) =>
      tx
        .select()
        .from(decision)
        .where(and(eq(decision.provider, "deezer"), eq(decision.entityType, "album"))),
    );
    expect(applied).toMatchObject({ actor: "run", action: "apply" });
    expect((await undoDecision(ctx, applied?.id ?? "")).ok).toBe(true);
    later = DAY_MS;
    await enrichNow(ctx);
    const links = await app.ctx.db.read((tx) =>
      tx
        .select()
        .from(link)
        .where(and(eq(link.provider, "deezer"), eq(link.entityType, "album"))),
    );
    expect(links.map((row) => row.externalId)).not.toContain(applied?.after?.externalId);
  });

  test("two entries of one record: the first is linked, the second asked about", async () => {
    const titles = ["Everything Zen", "Glycerine", "Machinehead"];
    await owns(
      ...titles.map((title) => ({ artist: "Bush", album: "Sixteen Stone", title })),
      ...titles.map((title) => ({ artist: "Bush", album: "Sixteen Stone (Remastered)", title })),
    );
    expect((await enrichNow(ctx)).status).toBe("completed");
    const links = await app.ctx.db.read((tx) => tx.select().from(link).where(eq(link.entityType, "album")));
    for (const provider of ENRICHING_PROVIDERS) {
      const held = links.filter((row) => row.provider === provider).map((row) => row.externalId);
      expect(new Set(held).size).toBe(held.length);
    }
  });

  test("takes names with markup, marks of direction and quotes for what they are: text", async () => {
    const names = ['<script>alert("1")</script>', "\u202eevil\u202c", `a" OR artist:"b`, "שלום", "\\", "*:*"];
    await owns(...names.map((name) => ({ artist: name })));
    const ended = await enrichNow(ctx);
    expect(ended.status).toBe("completed");
    expect(ended.byOutcome.failed).toBeUndefined();
    const kept = await app.ctx.db.read((tx) => tx.select({ name: artist.name }).from(artist));
    expect(kept.map((row) => row.name).sort()).toEqual([...names].sort());
  });

  test("keeps a provider's strange names whole, as text", async () => {
    const name = "Kiddies \u202e<img src=x onerror=alert(1)>";
    await owns({ artist: name });
    const data = [1, 2].map((id) => ({ id, name, picture_xl: "javascript:alert(1)" }));
    app.simulators.fault("deezer", { path: "/search/artist", status: 200, body: { data, total: 2 } });
    await enrichNow(ctx);
    const rows = await app.ctx.db.read((tx) =>
      tx.select().from(candidate).where(eq(candidate.provider, "deezer")),
    );
    expect(rows.map((row) => row.name)).toEqual([name, name]);
  });
});
