import { GET, POST, PUT } from "@/app/api/inngest/route";
import { createEngine, type Engine } from "@/inngest/executor";
import { dispatchOutbox } from "@/inngest/dispatch-outbox";
import { findRun, type RunRow } from "@/db/queries/runs";
import { isLive } from "@/lib/domain/run";
import type { TestApp } from "./app";

const handlers: Record<string, unknown> = { GET, POST, PUT };

/** The job engine in this process, calling the app's own handler, with the outbox sent as in a server. */
export async function startTestEngine(app: TestApp): Promise<{ engine: Engine; stop(): Promise<void> }> {
  const engine = createEngine({
    sql: app.adminUrl,
    appUrl: "http://127.0.0.1:3000/api/inngest",
    signingKey: requireSigningKey(),
    deliver: (request) =>
      (handlers[request.method] as (r: Request, c: unknown) => Promise<Response>)(request, {
        params: Promise.resolve({}),
      }),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    retryScale: 0.01,
  });
  await engine.start();
  const dispatch = setInterval(() => void dispatchOutbox(app.db).catch(() => undefined), 50);
  return {
    engine,
    async stop() {
      clearInterval(dispatch);
      await engine.stop(2_000);
    },
  };
}

/** Set before the app's handler is loaded: the SDK reads it from the environment. */
function requireSigningKey(): string {
  return (process.env.INNGEST_SIGNING_KEY ??= `signkey-prod-${"ab".repeat(32)}`);
}

/** Waits until a run is over. */
export async function runEnd(app: TestApp, runId: string, patienceMs = 60_000): Promise<RunRow> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const row = await app.ctx.db.read((tx) => findRun(tx, app.ctx.ownerId, runId));
    if (row && !isLive(row.status)) return row;
    if (Date.now() > until)
      throw new Error(`The run is still ${row?.status ?? "missing"}: ${JSON.stringify(row?.byOutcome)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
