import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { createTestDatabase } from "@/tests/support/database";
import { createEngine, createEventFetch, migrateEngine, type Engine, type EngineOptions } from "../index";
import { createClient, signingKey, until } from "./client";
import type { Client, Clock, Deliver, Logger } from "../types";

export { pause, signingKey, until } from "./client";
export const appUrl = "http://app.test/api/inngest";

/** Keeps what was logged, so that a test can ask for it. */
export class RecordingLogger implements Logger {
  readonly lines: { level: string; message: string; details: object }[] = [];
  debug = (details: object, message: string) => this.note("debug", details, message);
  info = (details: object, message: string) => this.note("info", details, message);
  warn = (details: object, message: string) => this.note("warn", details, message);
  error = (details: object, message: string) => this.note("error", details, message);
  private note(level: string, details: object, message: string): void {
    this.lines.push({ level, message, details });
    if (process.env.ENGINE_TEST_LOG) console.error(level, message, details);
  }
}

/** A clock that a test can move. */
export class TestClock implements Clock {
  private offset = 0;
  now = () => Date.now() + this.offset;
  monotonic = () => performance.now();
  jump(ms: number): void {
    this.offset += ms;
  }
}

export interface TestBed {
  url: string;
  adminUrl: string;
  /** Owner of the schema: the engine and the tests' own looks. */
  admin: Client;
  /** The app's role, which has the granted rights only. */
  app: Client;
  inngest: Inngest.Any;
  close(): Promise<void>;
}

/** A database with the engine's schema and an SDK client that sends into it. */
export async function createTestBed(): Promise<TestBed> {
  const database = await createTestDatabase();
  const admin: Client = postgres(database.adminUrl, { max: 8, onnotice: () => {} });
  const app: Client = postgres(database.url, { max: 4, onnotice: () => {} });
  await migrateEngine(admin, { grantTo: new URL(database.url).username });
  return {
    url: database.url,
    adminUrl: database.adminUrl,
    admin,
    app,
    inngest: createClient(createEventFetch(app)),
    async close() {
      await Promise.all([admin.end({ timeout: 2 }), app.end({ timeout: 2 })]);
      await database.drop();
    },
  };
}

/** Delivers in process to a real `serve()` handler. */
export function deliverTo(inngest: Inngest.Any, functions: InngestFunction.Any[]): Deliver {
  const handler = serve({ client: inngest, functions });
  return (request) => handler(request);
}

export interface StartOptions extends Partial<EngineOptions> {
  functions: InngestFunction.Any[];
}

/** An engine in this process over the test bed, started. */
export async function startEngine(bed: TestBed, { functions, ...options }: StartOptions): Promise<Engine> {
  const engine = createEngine({
    sql: bed.adminUrl,
    deliver: deliverTo(bed.inngest, functions),
    appUrl,
    signingKey,
    logger: new RecordingLogger(),
    retryScale: 0.001,
    random: () => 0,
    leaseMs: 1_000,
    ...options,
  });
  await engine.start();
  return engine;
}

export interface RunView {
  id: string;
  function_id: string;
  status: string;
  output: unknown;
  error: { name: string; message: string } | null;
  note: string | null;
  started_at: number;
  created_at: number;
}

export async function runsOf(bed: TestBed, functionId?: string): Promise<RunView[]> {
  const rows = await bed.admin<
    (Omit<RunView, "output" | "error"> & { output: string | null; error: string | null })[]
  >`
    select id, function_id, status, output::text as output, error::text as error, note, started_at, created_at
    from inngest.runs ${functionId ? bed.admin`where function_id = ${functionId}` : bed.admin``} order by created_at, rank`;
  return rows.map((row) => ({
    ...row,
    output: JSON.parse(row.output ?? "null"),
    error: JSON.parse(row.error ?? "null"),
  }));
}

/** Waits until `count` runs of a function have ended. */
export function ended(bed: TestBed, functionId: string, count = 1, ms = 10_000): Promise<RunView[]> {
  return until(async () => {
    const runs = (await runsOf(bed, functionId)).filter((run) =>
      ["completed", "failed", "cancelled"].includes(run.status),
    );
    return runs.length >= count && runs;
  }, ms);
}
