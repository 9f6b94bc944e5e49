import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as importLibrary } from "@/app/api/library/import/route";
import { enrichBatch } from "@/lib/enrichment/enrichBatch";
import { beginEnrichment } from "@/lib/enrichment/beginEnrichment";
import { finishEnrichment } from "@/lib/enrichment/finishEnrichment";
import { startEnrichment } from "@/lib/enrichment/startEnrichment";
import { findRun } from "@/db/queries/runs";
import { createContext } from "@/lib/server/context";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import { repeated, requestCounts, sampleLines } from "./support";

let app: TestApp;
/** What the app takes for now is so much off. PostgreSQL, which keeps the providers' budgets, has a clock of its own. */
let offsetMs = 0;
const HOUR = 3_600_000;
/** Less between any two than the age that answers are kept for, which is counted by the same clock. */
const JUMPS = [0, 20 * HOUR, -30 * HOUR, 5 * HOUR, -5 * 24 * HOUR, HOUR];

beforeAll(async () => {
  app = await startTestApp();
  const answer = await app.call(importLibrary, "/api/library/import?source=test", {
    method: "POST",
    body: ndjson(await sampleLines(8)),
    headers: { "content-type": "application/x-ndjson" },
  });
  expect(answer.status).toBe(200);
});
afterAll(() => app.close());

it(
  "a clock that jumps in the middle of a run neither asks twice nor leaves anything out",
  { timeout: 60_000 },
  async () => {
    const clock = { now: () => new Date(Date.now() + offsetMs) };
    const ctx = createContext(app.db, app.ctx.ownerId, { clock });
    const { run } = await startEnrichment(ctx, { triggeredBy: "manual_api" });
    const begun = await beginEnrichment(ctx, run.id);
    expect(begun?.providers).toHaveLength(3);
    let batches = 0;
    for (const provider of begun?.providers ?? []) {
      for (;;) {
        offsetMs = JUMPS[batches++ % JUMPS.length] ?? 0;
        const { next } = await enrichBatch(ctx, { runId: run.id, provider, size: 4 });
        if (next === "done") break;
        expect(next).toBe("more");
        expect(batches).toBeLessThan(200);
      }
    }
    await finishEnrichment(ctx, run.id, {});
    const ended = await ctx.db.read((tx) => findRun(tx, ctx.ownerId, run.id));
    expect(ended?.status).toBe("completed");
    expect(ended?.byOutcome.failed ?? 0).toBe(0);
    expect(ended?.byOutcome.applied ?? 0).toBeGreaterThan(8);
    expect(repeated(requestCounts(app.simulators), new Map())).toEqual([]);
    // Set right again, the clock leaves nothing of this run due.
    offsetMs = 0;
    const due = await ctx.db.read((tx) => findRun(tx, ctx.ownerId, run.id));
    expect(due?.done).toBe(due?.total);
  },
);
