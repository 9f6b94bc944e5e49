import fc from "fast-check";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { artwork, candidate, decision, link, lookup, outbox, track } from "@/db/schema";
import type { EntityKey } from "@/db/queries/matches";
import { recordAnswer } from "@/lib/enrichment/recordAnswer";
import { startTestApp, type TestApp } from "@/tests/support/app";
import { putAlbum, putArtist, putCandidate } from "@/tests/support/library";
import { applyCandidate } from "./applyCandidate";
import { rejectCandidate } from "./rejectCandidate";
import { undoDecision } from "./undoDecision";

describe("reviewing candidates", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ connectSpotify: false });
  });
  afterAll(() => app.close());

  const statusOf = async (id: string) => {
    const rows = await app.ctx.db.read((tx) => tx.select().from(candidate).where(eq(candidate.id, id)));
    return [rows[0]?.status, rows[0]?.statusReason];
  };
  const linkOf = async (entityId: string) => {
    const rows = await app.ctx.db.read((tx) => tx.select().from(link).where(eq(link.entityId, entityId)));
    return rows.map((row) => row.externalId);
  };
  const applied = async (id: string) => {
    const result = await applyCandidate(app.ctx, id);
    if (!result.ok) throw new Error(result.error.message);
    return result.value.decisionId;
  };
  const rejected = async (id: string) => {
    const result = await rejectCandidate(app.ctx, id);
    if (!result.ok) throw new Error(result.error.message);
    return result.value.decisionId;
  };
  const undone = async (id: string) => {
    const result = await undoDecision(app.ctx, id);
    return result.ok ? "undone" : result.error.code;
  };
  let serial = 0;
  async function question(name = "Nirvana") {
    const entityId = await putArtist(app.ctx, name);
    const n = ++serial;
    const [a, b] = [
      await putCandidate(app.ctx, { entityId, externalId: `a${n}`, imageUrl: "https://i.scdn.co/image/a" }),
      await putCandidate(app.ctx, { entityId, externalId: `b${n}` }),
    ];
    const deezer = await putCandidate(app.ctx, { entityId, externalId: `d${n}`, provider: "deezer" });
    return { entityId, a, b, deezer, external: { a: `a${n}`, b: `b${n}` } };
  }

  test("applying one links the entity, sets its siblings aside and queues the picture", async () => {
    const { entityId, a, b, deezer, external } = await question();
    await applied(a);
    expect(await linkOf(entityId)).toEqual([external.a]);
    expect(await statusOf(a)).toEqual(["applied", null]);
    expect(await statusOf(b)).toEqual(["rejected", "sibling_applied"]);
    // Another provider's candidates are another question.
    expect(await statusOf(deezer)).toEqual(["pending", null]);
    const [pictures, events] = await app.ctx.db.read(async (tx) => [
      await tx.select().from(artwork).where(eq(artwork.entityId, entityId)),
      await tx.select().from(outbox).where(eq(outbox.name, "artwork/queued")),
    ]);
    expect(pictures).toMatchObject([{ status: "queued", sourceUrl: "https://i.scdn.co/image/a" }]);
    expect(events.length).toBeGreaterThan(0);
    const [asked] = await app.ctx.db.read((tx) =>
      tx.select().from(lookup).where(eq(lookup.entityId, entityId)),
    );
    expect(asked).toMatchObject({ status: "found", askAgainAt: null });
  });

  test("undoing it makes both wait again and takes the picture that came with it", async () => {
    const { entityId, a, b } = await question();
    expect(await undone(await applied(a))).toBe("undone");
    expect(await linkOf(entityId)).toEqual([]);
    expect(await statusOf(a)).toEqual(["pending", null]);
    expect(await statusOf(b)).toEqual(["pending", null]);
    const pictures = await app.ctx.db.read((tx) =>
      tx.select().from(artwork).where(eq(artwork.entityId, entityId)),
    );
    expect(pictures).toEqual([]);
  });

  test("undoing an album's match takes along the tracks that were linked because of it", async () => {
    const { ctx } = app;
    const artistId = await putArtist(ctx, "Bush");
    const albumId = await putAlbum(ctx, artistId, "Sixteen Stone");
    const trackId = ctx.newId();
    const externalId = `album${++serial}`;
    const decisionId = await applied(
      await putCandidate(ctx, { type: "album", entityId: albumId, externalId }),
    );
    const trackLink = (origin: "auto" | "manual", provider: "spotify" | "deezer") => ({
      id: ctx.newId(),
      ownerId: ctx.ownerId,
      entityType: "track" as const,
      entityId: trackId,
      provider,
      externalId: `${provider}-track`,
      uri: "x",
      name: "Everything Zen",
      origin,
      confidence: 1,
      scorerVersion: "test",
      evidence: [],
      createdAt: ctx.clock.now(),
    });
    await ctx.db.transaction(async (tx) => {
      await tx.insert(track).values({
        id: trackId,
        ownerId: ctx.ownerId,
        source: "t",
        path: trackId,
        title: "Everything Zen",
        titleFolded: "everything zen",
        artistCredit: "Bush",
        artistId,
        albumId,
        ownership: "owned",
        raw: {},
        contentHash: "x",
        createdAt: ctx.clock.now(),
      });
      await tx.insert(link).values([trackLink("auto", "spotify"), trackLink("manual", "deezer")]);
    });
    expect(await undone(decisionId)).toBe("undone");
    expect(await linkOf(trackId)).toEqual(["deezer-track"]);
  });

  test("a reason in a person's words is never taken for one of our own", async () => {
    const { a } = await question();
    await rejectCandidate(app.ctx, a, { reason: "sibling_applied" });
    expect(await statusOf(a)).toEqual(["rejected", "rejected"]);
  });

  test("a run does not apply the next one where a person refused the best while it was asking", async () => {
    const { ctx } = app;
    const { entityId, a, external } = await question();
    const ref = (externalId: string) => ({ provider: "spotify" as const, externalId, uri: externalId });
    const choice = (externalId: string, confidence: number) => ({
      candidate: { name: "Nirvana", ref: ref(externalId) },
      pair: { probability: confidence, conflicts: [], evidence: [] },
      confidence,
    });
    await rejected(a);
    const outcome = await ctx.db.transaction((tx) =>
      recordAnswer(ctx, tx, {
        entity: { type: "artist", id: entityId },
        provider: "spotify",
        runId: ctx.newId(),
        verdict: { action: "apply", choices: [choice(external.a, 0.95), choice(external.b, 0.6)] },
      }),
    );
    expect(outcome).toBe("ambiguous");
    expect(await linkOf(entityId)).toEqual([]);
  });

  test("rejecting one changes only that one, undoing it brings it back", async () => {
    const { entityId, a, b } = await question();
    const decisionId = await rejected(a);
    expect(await statusOf(a)).toEqual(["rejected", "rejected"]);
    expect(await statusOf(b)).toEqual(["pending", null]);
    expect(await undone(decisionId)).toBe("undone");
    expect(await statusOf(a)).toEqual(["pending", null]);
    expect(await linkOf(entityId)).toEqual([]);
  });

  test("undoing an apply does not bring back what a person had rejected before", async () => {
    const { a, b } = await question();
    await rejected(b);
    const decisionId = await applied(a);
    expect(await statusOf(b)).toEqual(["rejected", "rejected"]);
    await undone(decisionId);
    expect(await statusOf(b)).toEqual(["rejected", "rejected"]);
  });

  test("a rejection undone while a sibling is applied makes way for it, and waits once that is undone", async () => {
    const { a, b } = await question();
    const rejection = await rejected(b);
    const application = await applied(a);
    expect(await undone(rejection)).toBe("undone");
    expect(await statusOf(b)).toEqual(["rejected", "sibling_applied"]);
    expect(await undone(application)).toBe("undone");
    expect(await statusOf(b)).toEqual(["pending", null]);
  });

  test("decided is decided: neither is done twice, and the answer says what it is", async () => {
    const { a, b } = await question();
    await applied(a);
    for (const decide of [applyCandidate, rejectCandidate]) {
      const again = await decide(app.ctx, a);
      expect(again).toMatchObject({
        ok: false,
        error: { code: "wrong_state", message: expect.stringContaining("applied") },
      });
      expect(await decide(app.ctx, b)).toMatchObject({
        error: { code: "wrong_state", message: expect.stringContaining("rejected") },
      });
    }
  });

  test("an undo is done once, and is not undone itself", async () => {
    const { a } = await question();
    const decisionId = await applied(a);
    const first = await undoDecision(app.ctx, decisionId);
    expect(await undone(decisionId)).toBe("wrong_state");
    if (!first.ok) throw new Error("not undone");
    expect(await undone(first.value.decisionId)).toBe("wrong_state");
    // It is still told apart from an undone one.
    const [row] = await app.ctx.db.read((tx) =>
      tx.select().from(decision).where(eq(decision.id, first.value.decisionId)),
    );
    expect(row).toMatchObject({ action: "undo", undoes: decisionId, undoneBy: null });
  });

  test.each([
    ["applied by two", applyCandidate, applyCandidate],
    ["rejected by two", rejectCandidate, rejectCandidate],
    ["applied by one and rejected by another", applyCandidate, rejectCandidate],
  ])("a candidate that is %s at once has one winner", async (_name, first, second) => {
    for (let round = 0; round < 5; round++) {
      const { entityId, a } = await question();
      const results = await Promise.all([first(app.ctx, a), second(app.ctx, a)]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.flatMap((result) => (result.ok ? [] : [result.error.code]))).toEqual(["wrong_state"]);
      const decisions = await app.ctx.db.read((tx) =>
        tx.select().from(decision).where(eq(decision.entityId, entityId)),
      );
      expect(decisions).toHaveLength(1);
    }
  });

  test("two siblings applied at once: one is, the other made way", async () => {
    const { entityId, a, b } = await question();
    const results = await Promise.all([applyCandidate(app.ctx, a), applyCandidate(app.ctx, b)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await linkOf(entityId)).toHaveLength(1);
  });

  test("undone twice at once, it is undone once", async () => {
    const { a } = await question();
    const decisionId = await applied(a);
    expect((await Promise.all([undone(decisionId), undone(decisionId)])).sort()).toEqual([
      "undone",
      "wrong_state",
    ]);
  });

  test("a record that another entity holds is a conflict that names the holder", async () => {
    const holder = await putArtist(app.ctx, "Bush (the holder)");
    const other = await putArtist(app.ctx, "Bush, other tag");
    const [mine, theirs] = [
      await putCandidate(app.ctx, { entityId: holder, externalId: "bush" }),
      await putCandidate(app.ctx, { entityId: other, externalId: "bush" }),
    ];
    const decisionId = await applied(mine);
    expect(await applyCandidate(app.ctx, theirs)).toMatchObject({
      ok: false,
      error: { code: "conflict", message: expect.stringContaining("Bush (the holder)") },
    });
    expect(await statusOf(theirs)).toEqual(["pending", null]);
    await undone(decisionId);
    await applied(theirs);
  });

  test("two entities that reach for one record at the same moment do not both get it", async () => {
    const ids = [await putArtist(app.ctx, "Twin"), await putArtist(app.ctx, "Twin")];
    const candidates = await Promise.all(
      ids.map((entityId) => putCandidate(app.ctx, { entityId, externalId: "one-record" })),
    );
    const results = await Promise.all(candidates.map((id) => applyCandidate(app.ctx, id)));
    expect(results.map((result) => (result.ok ? "ok" : result.error.code)).sort()).toEqual([
      "conflict",
      "ok",
    ]);
  });

  test("an artist and an album may carry the same id: they are different things", async () => {
    const artistId = await putArtist(app.ctx, "Same id");
    const albumId = await putAlbum(app.ctx, artistId, "Same id");
    await applied(await putCandidate(app.ctx, { entityId: artistId, externalId: "same" }));
    await applied(await putCandidate(app.ctx, { type: "album", entityId: albumId, externalId: "same" }));
  });

  test("what does not exist, or is another account's, is not found", async () => {
    const nobody = "00000000-0000-7000-8000-000000000000";
    expect(await applyCandidate(app.ctx, nobody)).toMatchObject({ error: { code: "not_found" } });
    expect(await rejectCandidate(app.ctx, nobody)).toMatchObject({ error: { code: "not_found" } });
    expect(await undoDecision(app.ctx, nobody)).toMatchObject({ error: { code: "not_found" } });
  });

  type Move = { kind: "apply" | "reject" | "undo"; at: number };
  const move: fc.Arbitrary<Move> = fc.record({
    kind: fc.constantFrom("apply", "apply", "reject", "undo", "undo"),
    at: fc.nat(20),
  });

  // A failing walk prints its seed and its shortest form.
  test("any walk over apply, reject and undo keeps links, candidates and decisions in step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 14 }), async (moves) => {
        const n = ++serial;
        const entities = [await putArtist(app.ctx, "Walk"), await putArtist(app.ctx, "Walk")];
        const ids: string[] = [];
        for (const entityId of entities) {
          // Both are asked about the same records: who comes first holds them.
          for (const externalId of [`x${n}`, `y${n}`, `z${n}`])
            ids.push(await putCandidate(app.ctx, { entityId, externalId }));
          ids.push(await putCandidate(app.ctx, { entityId, externalId: `x${n}`, provider: "deezer" }));
        }
        const made: string[] = [];
        for (const { kind, at } of moves) {
          const id = ids[at % ids.length] ?? "";
          if (kind === "undo") {
            const decisionId = made[at % Math.max(1, made.length)];
            if (decisionId) await undoDecision(app.ctx, decisionId);
          } else {
            const result = await (kind === "apply" ? applyCandidate : rejectCandidate)(app.ctx, id);
            if (result.ok) made.push(result.value.decisionId);
          }
          for (const id of entities) await expectInStep({ type: "artist", id });
        }
      }),
      { numRuns: 25 },
    );
  });

  async function expectInStep(entity: EntityKey): Promise<void> {
    const [candidates, links, decisions] = await app.ctx.db.read(async (tx) => [
      await tx
        .select()
        .from(candidate)
        .where(and(eq(candidate.entityType, entity.type), eq(candidate.entityId, entity.id))),
      await tx.select().from(link).where(eq(link.entityId, entity.id)),
      await tx.select().from(decision).where(eq(decision.entityId, entity.id)),
    ]);
    const standing = decisions.filter((each) => each.action !== "undo" && each.undoneBy === null);
    const ids = (list: { candidateId: string | null }[]) => list.map((each) => each.candidateId).sort();
    const held = candidates.filter((each) => each.status === "applied");
    // A link is there exactly where a candidate is applied, and exactly by a decision that stands.
    expect(links.map((each) => `${each.provider}:${each.externalId}`).sort()).toEqual(
      held.map((each) => `${each.provider}:${each.externalId}`).sort(),
    );
    expect(ids(standing.filter((each) => each.action === "apply"))).toEqual(
      held.map((each) => each.id).sort(),
    );
    // Refused by a person is what a standing rejection says.
    const refused = candidates.filter(
      (each) => each.status === "rejected" && each.statusReason !== "sibling_applied",
    );
    expect(ids(standing.filter((each) => each.action === "reject"))).toEqual(
      refused.map((each) => each.id).sort(),
    );
    for (const each of candidates) {
      const linked = links.some((one) => one.provider === each.provider);
      if (each.status === "pending") expect(linked).toBe(false);
      if (each.statusReason === "sibling_applied") expect(linked).toBe(true);
    }
    // Each undone decision has exactly one undo.
    for (const each of decisions.filter((one) => one.undoneBy !== null))
      expect(decisions.filter((one) => one.undoes === each.id).map((one) => one.id)).toEqual([each.undoneBy]);
  }
});
