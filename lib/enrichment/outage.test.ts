import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as importLibrary } from "@/app/api/library/import/route";
import { lookup } from "@/db/schema";
import { ENRICHING_PROVIDERS } from "@/lib/providers/registry";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import { runEnd, startTestEngine } from "@/tests/support/engine";
import { startEnrichment } from "./startEnrichment";

describe("the job of an enrichment run", () => {
  let app: TestApp;
  let engine: Awaited<ReturnType<typeof startTestEngine>>;

  beforeAll(async () => {
    app = await startTestApp();
    engine = await startTestEngine(app);
  });
  afterAll(async () => {
    await engine.stop();
    await app.close();
  });

  test.each([
    ["a small library", 2],
    ["a library with more than a few entries", 12],
  ])("has failed when nobody answered about %s, and works again when they do", async (_name, artists) => {
    const lines = Array.from({ length: artists }, (_, n) => ({
      path: `${artists}-${n}.mp3`,
      title: "Song",
      artist: `Unauffindbar ${artists} ${n}`,
    }));
    const headers = { "content-type": "application/x-ndjson" };
    await app.call(importLibrary, "/x?source=t", { method: "POST", body: ndjson(lines), headers });
    for (const provider of ENRICHING_PROVIDERS) app.simulators.fault(provider, { drop: true });
    const { run: down } = await startEnrichment(app.ctx, { triggeredBy: "manual_api" });
    expect(await runEnd(app, down.id)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/\.$/),
    });
    app.simulators.clearFaults();
    await app.ctx.db.transaction((tx) => tx.delete(lookup));
    const { run: up } = await startEnrichment(app.ctx, { triggeredBy: "manual_api" });
    expect(await runEnd(app, up.id)).toMatchObject({ status: "completed", error: null });
  });
});
