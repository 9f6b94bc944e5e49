import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as applyFirst } from "@/app/api/enrichment/candidates/[candidate_id]/apply/route";
import { POST as rejectFirst } from "@/app/api/enrichment/candidates/[candidate_id]/reject/route";
import { GET as candidates } from "@/app/api/enrichment/candidates/route";
import { GET as status } from "@/app/api/enrichment/status/route";
import { POST as trigger } from "@/app/api/enrichment/trigger/route";
import { GET as health } from "@/app/api/health/route";
import { POST as importLibrary } from "@/app/api/library/import/route";
import { GET as picture } from "@/app/api/pictures/[candidate_id]/route";
import { POST as cancel } from "@/app/api/runs/[id]/cancel/route";
import { GET as oneRun } from "@/app/api/runs/[id]/route";
import { GET as runs } from "@/app/api/runs/route";
import { POST as apply } from "@/app/api/v1/candidates/[id]/apply/route";
import { POST as reject } from "@/app/api/v1/candidates/[id]/reject/route";
import { GET as allCandidates } from "@/app/api/v1/candidates/route";
import { POST as undo } from "@/app/api/v1/decisions/[id]/undo/route";
import { GET as decisions } from "@/app/api/v1/decisions/route";
import { GET as oneAlbum } from "@/app/api/v1/library/albums/[id]/route";
import { GET as albums } from "@/app/api/v1/library/albums/route";
import { GET as oneArtist } from "@/app/api/v1/library/artists/[id]/route";
import { GET as artists } from "@/app/api/v1/library/artists/route";
import { GET as oneTrack } from "@/app/api/v1/library/tracks/[id]/route";
import { GET as tracks } from "@/app/api/v1/library/tracks/route";
import { account } from "@/db/schema";
import { createContext, type Context } from "@/lib/server/context";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import { putAlbum, putArtist, putCandidate } from "@/tests/support/library";

/** Whom next-auth's cookie stands for; a cookie cannot be read outside of a running Next server. */
const session = vi.hoisted(() => ({ ownerId: null as string | null }));
vi.mock("next-auth", async (original) => ({
  ...(await original<typeof import("next-auth")>()),
  getServerSession: () => Promise.resolve(session.ownerId ? { ownerId: session.ownerId } : null),
}));

type Handler = Parameters<TestApp["call"]>[0];
type Json = Record<string, unknown>;

/** What clients of the HTTP API rely on. */
describe("the HTTP API", () => {
  let app: TestApp;
  let stranger: Context;

  beforeAll(async () => {
    app = await startTestApp();
    const id = randomUUID();
    await app.db.insert(account).values({ id, name: "Stranger", role: "member", createdAt: new Date() });
    stranger = createContext(app.db, id);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    session.ownerId = null;
  });

  const get = async (handler: Handler, path: string, params?: Record<string, string>) => {
    const answer = await app.call(handler, path, { params });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const post = async (handler: Handler, params: Record<string, string> = {}, body?: object) => {
    const answer = await app.call(handler, "/api/any", { method: "POST", params, body });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const problemOf = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    const body = (await answer.json()) as Json;
    expect(body).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status: answer.status,
      detail: expect.stringMatching(/\.$/),
    });
    return body;
  };

  const GETS: [string, Handler][] = [
    ["status", status],
    ["candidates", candidates],
    ["runs", runs],
    ["v1/candidates", allCandidates],
    ["v1/decisions", decisions],
    ["v1/library/artists", artists],
    ["v1/library/albums", albums],
    ["v1/library/tracks", tracks],
  ];
  const BY_ID: [string, string, Handler, string][] = [
    ["runs/{id}", "GET", oneRun, "id"],
    ["runs/{id}/cancel", "POST", cancel, "id"],
    ["candidates/{id}/apply", "POST", applyFirst, "candidate_id"],
    ["candidates/{id}/reject", "POST", rejectFirst, "candidate_id"],
    ["v1/candidates/{id}/apply", "POST", apply, "id"],
    ["v1/candidates/{id}/reject", "POST", reject, "id"],
    ["v1/decisions/{id}/undo", "POST", undo, "id"],
    ["v1/library/artists/{id}", "GET", oneArtist, "id"],
    ["v1/library/albums/{id}", "GET", oneAlbum, "id"],
    ["v1/library/tracks/{id}", "GET", oneTrack, "id"],
    ["pictures/{id}", "GET", picture, "candidate_id"],
  ];

  describe("who may call", () => {
    test.each(GETS)("%s: nobody without a session or with a wrong token", async (path, handler) => {
      const without = await handler(new Request(`http://127.0.0.1:3000/api/${path}`), {
        params: Promise.resolve({}),
      });
      expect(without.status).toBe(401);
      await problemOf(without);
      for (const authorization of [
        "Bearer wrong",
        "Bearer",
        "Bearer  ",
        `Basic ${app.token}`,
        app.token,
        "",
      ]) {
        const answer = await app.call(handler, `/api/${path}`, { headers: { authorization } });
        expect(answer.status, authorization).toBe(401);
      }
    });

    test("a token works whatever the case of its scheme, and needs no origin", async () => {
      const headers = { authorization: `bearer ${app.token}`, origin: "https://elsewhere.example" };
      expect((await app.call(status, "/api/enrichment/status", { headers })).status).toBe(200);
      expect((await app.call(trigger, "/x", { method: "POST", headers })).status).toBeLessThan(300);
    });

    test.each([
      ["from our own page", { origin: "http://127.0.0.1:3000" }, true],
      ["from our own page, told by Sec-Fetch-Site", { "sec-fetch-site": "same-origin" }, true],
      ["from another site", { origin: "https://elsewhere.example" }, false],
      ["from another port", { origin: "http://127.0.0.1:3001" }, false],
      ["from a sandboxed frame", { origin: "null" }, false],
      ["from another site without Origin", { "sec-fetch-site": "cross-site" }, false],
      ["from a subdomain", { "sec-fetch-site": "same-site" }, false],
      ["from who knows where", {}, false],
    ])("a session's changing request %s", async (_name, headers, allowed) => {
      session.ownerId = app.ctx.ownerId;
      const request = new Request("http://127.0.0.1:3000/api/v1/candidates/x/apply", {
        method: "POST",
        headers,
      });
      const answer = await apply(request, { params: Promise.resolve({ id: randomUUID() }) });
      expect(answer.status).toBe(allowed ? 404 : 403);
      await problemOf(answer);
    });

    test("a session may read from anywhere; a session of an account that is gone is none", async () => {
      const ask = () =>
        status(new Request("http://127.0.0.1:3000/", { headers: { origin: "https://elsewhere.example" } }), {
          params: Promise.resolve({}),
        });
      session.ownerId = app.ctx.ownerId;
      expect((await ask()).status).toBe(200);
      session.ownerId = randomUUID();
      expect((await ask()).status).toBe(401);
    });

    test("anybody may ask whether the server works", async () => {
      const answer = await health();
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        status: "ok",
        database: "ok",
        version: expect.any(String),
      });
    });
  });

  describe("what is not there", () => {
    test.each(BY_ID)(
      "%s: 404 for what is no id, is unknown or another account's",
      async (_path, method, handler, key) => {
        const theirs = await putCandidate(stranger, {
          entityId: await putArtist(stranger, "Theirs"),
          externalId: randomUUID(),
        });
        const strange = ["x", "1", "", "../../etc/passwd", "%00", `${randomUUID()}x`, "' or 1=1 --"];
        for (const id of [...strange, randomUUID(), theirs]) {
          const answer = await app.call(handler, "/api/any", { method, params: { [key]: id } });
          expect(answer.status, id).toBe(404);
          await problemOf(answer);
        }
      },
    );

    test("an id in a query that does not exist is 404, wherever it would be needed", async () => {
      for (const [handler, query] of [
        [decisions, `run_id=${randomUUID()}`],
        [allCandidates, `cursor=${randomUUID()}`],
        [artists, `cursor=${randomUUID()}`],
        [albums, `cursor=${randomUUID()}`],
        [tracks, `cursor=${randomUUID()}`],
      ] as [Handler, string][])
        expect((await app.call(handler, `/api/any?${query}`)).status, query).toBe(404);
    });
  });

  describe("queries", () => {
    test.each<[string, Handler, string, string]>([
      ["an empty type", candidates, "entity_type=", "entity_type"],
      ["an unknown type", candidates, "entity_type=playlist", "entity_type"],
      ["a type that has no candidates", candidates, "entity_type=track", "entity_type"],
      ["a repeated key", candidates, "entity_type=artist&entity_type=artist", "entity_type"],
      ["a repeated number", candidates, "limit=1&limit=2", "limit"],
      ["no candidates at all", candidates, "limit=0", "limit"],
      ["too many candidates", candidates, "limit=201", "limit"],
      ["a negative number", candidates, "limit=-1", "limit"],
      ["a fraction", candidates, "limit=1.5", "limit"],
      ["an empty number", candidates, "limit=", "limit"],
      ["a word for a number", candidates, "limit=ten", "limit"],
      ["a number in another notation", candidates, "limit=1e1", "limit"],
      ["a number that no machine holds", candidates, `offset=${"9".repeat(400)}`, "offset"],
      ["a negative place", candidates, "offset=-1", "offset"],
      ["an unknown kind of run", runs, "kind=holiday", "kind"],
      ["an unknown status of a run", runs, "status=", "status"],
      ["a cursor that is none", runs, "cursor=x", "cursor"],
      ["an unknown provider", allCandidates, "provider=napster", "provider"],
      ["a cursor that is none", allCandidates, "cursor=", "cursor"],
      ["too many at once", allCandidates, "limit=1000", "limit"],
      ["a run that is no id", decisions, "run_id=x", "run_id"],
      ["an unknown state", artists, "state=happy", "state"],
      ["a question of 301 letters", artists, `q=${"x".repeat(301)}`, "q"],
      ["a NUL character", artists, "q=a%00b", "q"],
      ["a NUL character as an id", allCandidates, "cursor=%00", "cursor"],
      ["two questions", artists, "q=a&q=b", "q"],
      ["an empty state", tracks, "state=", "state"],
      ["a flag that is none", importLibrary, "complete=yes", "complete"],
      ["an empty source", importLibrary, "source=", "source"],
      ["a source of spaces", importLibrary, "source=%20", "source"],
      ["an endless source", importLibrary, `source=${"x".repeat(201)}`, "source"],
    ])("%s is 422 and names the field", async (_name, handler, query, field) => {
      const post = handler === importLibrary;
      const answer = await app.call(
        handler,
        `/api/any?${query}`,
        post ? { method: "POST", body: "", headers: { "content-type": "application/x-ndjson" } } : {},
      );
      expect(answer.status).toBe(422);
      const { errors } = await problemOf(answer);
      expect(errors).toMatchObject([{ path: field, message: expect.any(String) }]);
    });

    test.each<[Handler, string]>([
      [candidates, "color=blue&color=red"],
      [candidates, "limit=1&offset=1000000000"],
      [candidates, "limit=200&entity_type=album"],
      [artists, "q="],
      [artists, "q=%ff%27%25_%5c"],
      [artists, "q=%F0%9F%8E%B5"],
      [tracks, "state=linked&q=a&limit=1"],
    ])("unknown keys and strange questions do no harm (%#)", async (handler, query) => {
      expect((await app.call(handler, `/api/any?${query}`)).status).toBe(200);
    });

    test.each(["linked", "waiting", "not_found", "unasked", "failed", "ignored"])(
      "state=%s is answered for artists, albums and tracks",
      async (state) => {
        for (const handler of [artists, albums, tracks])
          expect((await app.call(handler, `/api/any?state=${state}`)).status).toBe(200);
      },
    );
  });

  describe("bodies", () => {
    test.each<[string, BodyInit | undefined, Record<string, string>, number]>([
      ["none", undefined, {}, 200],
      ["an empty object", "{}", { "content-type": "application/json" }, 200],
      ["a reason", '{"reason":"wrong band"}', { "content-type": "application/json; charset=utf-8" }, 200],
      ["half a JSON text", '{"reason"', { "content-type": "application/json" }, 400],
      ["no JSON at all", "reason=x", { "content-type": "application/json" }, 400],
      ["a form", "reason=x", { "content-type": "application/x-www-form-urlencoded" }, 415],
      ["a list", "[]", { "content-type": "application/json" }, 422],
      ["null", "null", { "content-type": "application/json" }, 422],
      ["a reason that is a number", '{"reason":1}', { "content-type": "application/json" }, 422],
      ["an empty reason", '{"reason":" "}', { "content-type": "application/json" }, 422],
      ["two megabytes", `{"reason":"${"x".repeat(2 ** 21)}"}`, { "content-type": "application/json" }, 413],
      [
        "a reason that cannot be stored",
        '{"reason":"a\\u0000b"}',
        { "content-type": "application/json" },
        422,
      ],
      ["a reason of half a letter", '{"reason":"a\\ud800b"}', { "content-type": "application/json" }, 422],
    ])("of a rejection: %s", async (_name, body, headers, expected) => {
      const id = await putCandidate(app.ctx, {
        entityId: await putArtist(app.ctx, "Body"),
        externalId: randomUUID(),
      });
      const answer = await app.call(reject, "/x", { method: "POST", body, headers, params: { id } });
      expect(answer.status).toBe(expected);
      if (expected >= 400) await problemOf(answer);
    });

    test("of an import: only NDJSON and CSV", async () => {
      const send = (type: string | undefined, body: BodyInit = "") =>
        app.call(importLibrary, "/x", {
          method: "POST",
          body,
          headers: type ? { "content-type": type } : {},
        });
      for (const type of [undefined, "application/json", "text/plain", "multipart/form-data; boundary=x"]) {
        const answer = await send(type);
        expect(answer.status, type).toBe(415);
        await problemOf(answer);
      }
      expect((await send("application/x-ndjson; charset=utf-8")).status).toBe(200);
      expect((await send("TEXT/CSV")).status).toBe(200);
      const announced = { "content-type": "text/csv", "content-length": String(2 ** 30 + 1) };
      const tooLarge = await app.call(importLibrary, "/x", { method: "POST", body: "", headers: announced });
      expect(tooLarge.status).toBe(413);
    });
  });

  describe("candidates", () => {
    let own: TestApp;
    beforeAll(async () => {
      own = app;
      const artistId = await putArtist(own.ctx, "Paged");
      const albumId = await putAlbum(own.ctx, artistId, "Paged album");
      for (let n = 0; n < 60; n++) {
        const album = n % 3 === 0;
        await putCandidate(own.ctx, {
          type: album ? "album" : "artist",
          entityId: album ? albumId : artistId,
          externalId: `paged${n}`,
          // Many ties, in no order.
          score: ((n * 7) % 4) / 4,
        });
      }
      await putCandidate(own.ctx, { entityId: artistId, externalId: "deezer1", provider: "deezer" });
    });

    test.each([1, 7, 23, 200])(
      "are paged by offset, %i at a time, without a repeated or lost row",
      async (size) => {
        const first = await get(candidates, "/api/enrichment/candidates?limit=1");
        const total = Number(first.body.total);
        const seen: { id: string; confidence_score: number; entity_type: string }[] = [];
        for (let offset = 0; offset < total; offset += size) {
          const { body } = await get(candidates, `/api/enrichment/candidates?limit=${size}&offset=${offset}`);
          expect(body.total).toBe(total);
          seen.push(...(body.candidates as typeof seen));
        }
        expect(seen).toHaveLength(total);
        expect(new Set(seen.map((row) => row.id)).size).toBe(total);
        const scores = seen.map((row) => row.confidence_score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect((await get(candidates, `/api/enrichment/candidates?offset=${total}`)).body).toEqual({
          candidates: [],
          total,
        });
      },
    );

    test("by type add up to all, and all is what the status says", async () => {
      const total = async (query: string) => Number((await get(candidates, `/x?${query}`)).body.total);
      expect((await total("entity_type=artist")) + (await total("entity_type=album"))).toBe(await total(""));
      expect((await get(status, "/x")).body.pending_candidates).toBe(await total(""));
    });

    test("have the fields of the contract and Spotify's only", async () => {
      const { body } = await get(candidates, "/x?entity_type=album&limit=1");
      const [row] = body.candidates as Json[];
      expect(row).toEqual({
        id: expect.any(String),
        entity_type: "album",
        entity_id: expect.any(String),
        entity_name: "Paged album",
        spotify_uri: expect.stringMatching(/^spotify:album:/),
        spotify_name: expect.any(String),
        spotify_image_url: null,
        confidence_score: expect.any(Number),
        extra_info: expect.objectContaining({
          genres: ["rock"],
          evidence: [expect.objectContaining({ feature: "name", effect: 1, note: "Same name" })],
        }),
      });
    });

    test("of all providers are paged by cursor, also while rows are decided between two pages", async () => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const { body } = await get(allCandidates, `/x?limit=7${cursor ? `&cursor=${cursor}` : ""}`);
        const items = body.items as { id: string; external_id: string }[];
        seen.push(...items.map((item) => item.id));
        cursor = body.next_cursor as string | null;
        // The row that the next page starts behind is decided meanwhile.
        if (cursor && seen.length === 14) expect((await post(reject, { id: cursor })).status).toBe(200);
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      const left = (await get(allCandidates, "/x?limit=200")).body.items as { id: string }[];
      expect(seen.length).toBe(left.length + 1);
      const deezer = (await get(allCandidates, "/x?provider=deezer")).body.items as Json[];
      expect(deezer).toMatchObject([
        { provider: "deezer", external_id: "deezer1", uri: "deezer:artist:deezer1" },
      ]);
    });

    test("are applied once: 200, then 400 that says why; at once: one of each", async () => {
      const entityId = await putArtist(app.ctx, "Applied");
      const id = await putCandidate(app.ctx, { entityId, externalId: "applied1" });
      const answers = await Promise.all([
        post(applyFirst, { candidate_id: id }),
        post(applyFirst, { candidate_id: id }),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
      expect(answers.find((answer) => answer.status === 200)?.body).toEqual({
        success: true,
        message: "Successfully applied Spotify match",
        spotify_uri: "spotify:artist:applied1",
      });
      expect((await post(applyFirst, { candidate_id: id })).body.detail).toMatch(/already applied/);
      expect((await post(rejectFirst, { candidate_id: id })).status).toBe(400);
      expect((await get(oneArtist, "/x", { id: entityId })).body).toMatchObject({
        spotify_uri: "spotify:artist:applied1",
        links: [expect.objectContaining({ provider: "spotify", origin: "manual" })],
      });
    });

    test("are rejected once, and a record that another holds is a conflict that names it", async () => {
      const [one, two] = [await putArtist(app.ctx, "First holder"), await putArtist(app.ctx, "Second")];
      const [a, b] = [
        await putCandidate(app.ctx, { entityId: one, externalId: "shared" }),
        await putCandidate(app.ctx, { entityId: two, externalId: "shared" }),
      ];
      expect((await post(applyFirst, { candidate_id: a })).status).toBe(200);
      const conflict = await post(applyFirst, { candidate_id: b });
      expect(conflict.status).toBe(409);
      expect(conflict.body.detail).toContain("First holder");
      expect(await post(rejectFirst, { candidate_id: b })).toEqual({
        status: 200,
        body: { success: true, message: "Candidate rejected" },
      });
      expect((await post(rejectFirst, { candidate_id: b })).body.detail).toMatch(/already rejected/);
    });

    test("leave decisions that are listed newest first and undone once", async () => {
      const entityId = await putArtist(app.ctx, "Decided");
      const id = await putCandidate(app.ctx, { entityId, externalId: "decided" });
      const { body: applied } = await post(apply, { id });
      const { body: list } = await get(decisions, "/x?limit=1");
      expect(list.items).toMatchObject([
        {
          id: applied.decision_id,
          actor: "person",
          action: "apply",
          entity_name: "Decided",
          from: null,
          to: { uri: "spotify:artist:decided" },
          undone_by: null,
        },
      ]);
      expect((await post(undo, { id: String(applied.decision_id) })).status).toBe(200);
      expect((await post(undo, { id: String(applied.decision_id) })).status).toBe(400);
      const all: string[] = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const { body }: { body: Json } = await get(decisions, `/x?limit=2${cursor && `&cursor=${cursor}`}`);
        all.push(...(body.items as { id: string }[]).map((item) => item.id));
        cursor = body.next_cursor as string | null;
      }
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual([...all].sort().reverse());
    });
  });

  describe("runs", () => {
    test("are started once, shown, listed and cancelled once", async () => {
      const started = await post(trigger);
      const again = await post(trigger);
      const id = String(started.body.job_id);
      expect(again).toEqual({ status: 200, body: { job_id: id, message: "Enrichment job already running" } });
      expect((await get(status, "/x")).body.is_running).toBe(true);
      const shown = await get(oneRun, "/x", { id });
      expect(shown.body).toMatchObject({
        id,
        kind: "enrichment",
        status: "queued",
        triggered_by: "manual_api",
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        finished_at: null,
        progress: { done: 0, total: 0, by_outcome: {} },
        requests: {},
        waiting_for: [],
        error: null,
      });
      expect((await get(runs, "/x?kind=enrichment&status=queued")).body.items).toMatchObject([{ id }]);
      expect((await get(runs, "/x?kind=scan")).body.items).toEqual([]);
      const cancelled = await post(cancel, { id });
      expect(cancelled).toMatchObject({ status: 200, body: { status: "cancelled" } });
      expect((await post(cancel, { id })).status).toBe(409);
      expect((await get(status, "/x")).body).toMatchObject({ is_running: false, last_job_completed: false });
    });

    test("of ten clicks at once are one", async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(trigger)));
      expect(new Set(answers.map((answer) => answer.body.job_id)).size).toBe(1);
      expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
      await post(cancel, { id: String(answers[0]?.body.job_id) });
    });
  });

  describe("the library", () => {
    test("lists 200 artists of one name, seven at a time, without a repeated or lost one", async () => {
      const made = new Set<string>();
      for (let n = 0; n < 200; n++) made.add(await putArtist(app.ctx, "Same Name"));
      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const { body }: { body: Json } = await get(
          artists,
          `/x?q=same+name&limit=7${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...(body.items as { id: string }[]).map((item) => item.id));
        cursor = body.next_cursor as string | null;
      }
      expect(seen).toHaveLength(200);
      expect(new Set(seen)).toEqual(made);
    });

    test("shows what the tags said and where it comes from, and nothing of another account", async () => {
      const lines = [
        {
          path: "a.mp3",
          title: "Song <b>",
          artist: "Tagged \u202eArtist",
          album: "Record",
          date: "1999",
          mood: "blue",
        },
      ];
      const answer = await app.call(importLibrary, "/x?source=shown", {
        method: "POST",
        body: ndjson(lines),
        headers: { "content-type": "application/x-ndjson" },
      });
      expect(answer.status).toBe(200);
      const { body } = await get(tracks, "/x?q=song");
      expect(body.items).toMatchObject([
        {
          name: "Song <b>",
          artist: "Tagged \u202eArtist",
          album: "Record",
          date: "1999",
          raw: { mood: "blue" },
          ownership: "owned",
          spotify_uri: null,
          musicbrainz_id: null,
          image_path: null,
          links: [],
        },
      ]);
      await putArtist(stranger, "Only theirs");
      expect((await get(artists, "/x?q=only+theirs")).body.items).toEqual([]);
    });

    test("finds a name whatever its accents and case", async () => {
      await putArtist(app.ctx, "Sigur Rós");
      for (const q of ["sigur ros", "SIGUR", "Rós"])
        expect((await get(artists, `/x?q=${encodeURIComponent(q)}`)).body.items, q).toMatchObject([
          { name: "Sigur Rós" },
        ]);
    });
  });
});
