import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as listCandidates } from "@/app/api/enrichment/candidates/route";
import { GET as readStatus } from "@/app/api/enrichment/status/route";
import { POST as trigger } from "@/app/api/enrichment/trigger/route";
import { POST as importLibrary } from "@/app/api/library/import/route";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import { runEnd, startTestEngine } from "@/tests/support/engine";

/** The main job, end to end: a library comes in, a run asks the providers, what is certain is applied, the rest waits. */
describe("an enrichment run", () => {
  let app: TestApp;
  let engine: Awaited<ReturnType<typeof startTestEngine>>;

  beforeAll(async () => {
    app = await startTestApp();
    engine = await startTestEngine(app);
    const lines = [
      { path: "n/1.mp3", title: "Untitled Demo", artist: "Nirvana" },
      { path: "n/2.mp3", title: "Live Session 1", artist: "Nirvana" },
      { path: "b/1.mp3", title: "Everything Zen", artist: "Bush", album: "Sixteen Stone", track_number: 1 },
      { path: "b/2.mp3", title: "Glycerine", artist: "Bush", album: "Sixteen Stone", track_number: 8 },
      { path: "b/3.mp3", title: "Machinehead", artist: "Bush", album: "Sixteen Stone", track_number: 9 },
      { path: "x/1.mp3", title: "Nothing", artist: "Die Unauffindbaren" },
    ];
    const answer = await app.call(importLibrary, "/api/library/import?source=test", {
      method: "POST",
      body: ndjson(lines),
      headers: { "content-type": "application/x-ndjson" },
    });
    expect(await answer.json()).toMatchObject({
      received: 6,
      artists_added: 3,
      albums_added: 1,
      tracks_added: 6,
    });
  });
  afterAll(async () => {
    await engine.stop();
    await app.close();
  });

  it("applies what is certain and asks about what is not", async () => {
    expect(await (await app.call(readStatus, "/api/enrichment/status")).json()).toEqual({
      artists_unenriched: 3,
      albums_unenriched: 1,
      pending_candidates: 0,
      is_enrichment_needed: true,
      is_running: false,
      last_job_completed: null,
    });
    const started = await app.call(trigger, "/api/enrichment/trigger", { method: "POST" });
    expect(started.status).toBe(202);
    const { job_id: runId } = (await started.json()) as { job_id: string };
    const again = await app.call(trigger, "/api/enrichment/trigger", { method: "POST" });
    expect([again.status, await again.json()]).toEqual([
      200,
      { job_id: runId, message: "Enrichment job already running" },
    ]);

    const run = await runEnd(app, runId);
    expect(run.status).toBe("completed");
    // Three providers: Bush and the album applied, Nirvana asked about, the unknown artist not found.
    expect(run.byOutcome).toEqual({ applied: 6, ambiguous: 3, not_found: 3 });

    const page = (await (await app.call(listCandidates, "/api/enrichment/candidates")).json()) as {
      total: number;
      candidates: { entity_name: string; spotify_name: string; confidence_score: number }[];
    };
    expect(page.total).toBe(2);
    expect(page.candidates.map((each) => [each.entity_name, each.spotify_name])).toEqual([
      ["Nirvana", "Nirvana"],
      ["Nirvana", "Nirvana"],
    ]);
    for (const { confidence_score } of page.candidates) expect(confidence_score).toBeLessThan(0.5);
    expect(await (await app.call(readStatus, "/api/enrichment/status")).json()).toEqual({
      artists_unenriched: 2,
      albums_unenriched: 0,
      pending_candidates: 2,
      is_enrichment_needed: false,
      is_running: false,
      last_job_completed: true,
    });
  });

  it("asks nothing the second time", async () => {
    app.simulators.clearLog();
    const started = await app.call(trigger, "/api/enrichment/trigger", { method: "POST" });
    const { job_id: runId } = (await started.json()) as { job_id: string };
    const run = await runEnd(app, runId);
    expect(run).toMatchObject({ status: "completed", total: 0, requests: {} });
    expect(app.simulators.log()).toEqual([]);
  });
});
