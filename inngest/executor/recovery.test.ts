import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Cluster, startCluster } from "@/db/embedded";
import { ingestEvents, migrateEngine } from "./index";
import { freePort, pause, signingKey, until } from "./testing/client";
import type { Client } from "./types";

const here = (file: string) => join(import.meta.dirname, file);
const dataDir = mkdtempSync(join(tmpdir(), "engine-recovery-"));
const startDatabase = () => startCluster({ dataDir, password: "owner", settings: { fsync: "off" } });

const connect = (): Client =>
  postgres(cluster.url("postgres"), { max: 4, onnotice: () => {}, connect_timeout: 3 });

let cluster: Cluster;
let sql: Client;
let port: number;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  chmodSync(dataDir, 0o711);
  cluster = await startDatabase();
  sql = connect();
  await migrateEngine(sql);
  await sql`create table effects (seq bigserial primary key, run_id text, job int, step text, level int)`;
  port = await freePort();
}, 60_000);
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await until(() => children.size === 0);
  await sql`truncate effects`;
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await cluster.stop();
  for (const folder of [dataDir, cluster.home]) rmSync(folder, { recursive: true, force: true });
});

function launch(file: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", here(file)], {
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (process.env.ENGINE_TEST_LOG) child.stderr?.pipe(process.stderr);
  else child.stderr?.resume();
  children.add(child);
  child.on("exit", () => children.delete(child));
  return child;
}

const launchApp = async () => {
  const child = launch("testing/app.ts", { DATABASE_URL: cluster.url("postgres"), PORT: String(port) });
  await until(() => new Promise<boolean>((resolve) => child.once("message", () => resolve(true))), 20_000);
  return child;
};
const launchEngine = (env: Record<string, string> = {}) =>
  launch("main.ts", {
    ENGINE_DATABASE_URL: cluster.url("postgres"),
    ENGINE_APP_ORIGIN: `http://127.0.0.1:${port}`,
    INNGEST_SIGNING_KEY: signingKey,
    ENGINE_RETRY_SCALE: "0.002",
    ENGINE_LEASE_MS: "1000",
    ENGINE_CONCURRENCY: "6",
    ...env,
  });
const killed = async (child: ChildProcess) => {
  child.kill("SIGKILL");
  await until(() => child.exitCode !== null || child.signalCode !== null);
};

/** Sends until it is acknowledged, as a careful sender does; the id keeps a repetition from counting twice. */
async function send(jobs: number[]): Promise<void> {
  const events = jobs.map((n) => ({ id: `job-${n}`, name: "test/work", data: { n } }));
  await until(
    () =>
      ingestEvents(sql, events).then(
        () => true,
        () => false,
      ),
    20_000,
  );
}

async function allEnded(count: number, ms: number): Promise<void> {
  await until(async () => {
    const [row] =
      await sql`select count(*)::int as n from inngest.runs where function_id = 'app-work' and status not in ('queued', 'running')`.catch(
        () => [],
      );
    return row?.n >= count;
  }, ms);
}

/** What must be true of the runs of `jobs`, whatever was killed. Returns how many step executions were repeats. */
async function checkRuns(jobs: number[], inOrder = true): Promise<number> {
  const runs = await sql`
    select (event->'data'->>'n')::int as n, status, output::text as output, error::text as error
    from inngest.runs where function_id = 'app-work' and (event->'data'->>'n')::int = any(${jobs}::int[])`;
  expect(runs.map((run) => Number(run.n)).toSorted((a, b) => a - b)).toEqual(jobs);
  for (const run of runs)
    expect([run.n, run.status, run.error, run.output]).toEqual([
      run.n,
      "completed",
      null,
      JSON.stringify([1, 2, 2, run.n * 2, 4]),
    ]);
  const effects = await sql<
    { job: number; step: string; level: number }[]
  >`select job, step, level from effects where job = any(${jobs}::int[]) order by seq`;
  const reached = new Map<number, number>();
  for (const { job, step, level } of effects) {
    if (inOrder)
      expect(level, `step ${step} of job ${job} began again after a later one`).toBeGreaterThanOrEqual(
        reached.get(job) ?? 0,
      );
    reached.set(job, level);
  }
  const distinct = new Set(effects.map(({ job, step }) => `${job} ${step}`));
  expect(distinct.size).toBe(jobs.length * 4);
  expect((await sql`select 1 from inngest.queue`).length).toBe(0);
  return effects.length - distinct.size;
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

it("ends every run as an undisturbed one when engine, app and database are killed at random moments", async () => {
  const seed = Number(process.env.ENGINE_TEST_SEED ?? Date.now() % 1_000_000);
  console.log(`ENGINE_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  let app = await launchApp();
  let engine = launchEngine();
  const jobs: number[] = [];
  const victims = [
    "engine",
    "database",
    "app",
    "engine",
    "database",
    "engine",
    "app",
    "database",
    "engine",
    "both",
  ];
  for (const victim of victims) {
    const more = Array.from({ length: 8 }, (_, n) => jobs.length + n);
    await send(more);
    jobs.push(...more);
    // Killed while it works, not while it starts.
    const [before] = await until(() =>
      sql`select coalesce(max(seq), 0)::int as seq from effects`.catch(() => undefined),
    );
    await until(
      async () => (await sql`select 1 from effects where seq > ${before?.seq}`.catch(() => [])).length > 0,
      20_000,
    );
    await pause(random() * 400);
    if (victim === "engine" || victim === "both") await killed(engine);
    if (victim === "app") await killed(app);
    if (victim === "database" || victim === "both") {
      process.kill(cluster.pid, "SIGKILL");
      await cluster.exited;
      await pause(random() * 500);
      const { port: before } = cluster;
      cluster = await startDatabase();
      expect(cluster.port).toBe(before);
      void sql.end({ timeout: 0 }).catch(() => {});
      sql = connect();
    }
    if (victim === "engine" || victim === "both") engine = launchEngine();
    if (victim === "app") app = await launchApp();
  }
  await allEnded(jobs.length, 40_000);
  const repeats = await checkRuns(jobs);
  console.log(`${jobs.length} runs, ${victims.length} kills, ${repeats} step executions repeated`);
  // At most what was in flight at a kill: six requests each.
  expect(repeats).toBeLessThanOrEqual(victims.length * 6);
}, 120_000);

it("takes over from an engine that froze, and ignores what that one says later", async () => {
  await sql`truncate inngest.runs, inngest.events, inngest.queue, inngest.steps, inngest.waits, inngest.dedupe, inngest.engines`;
  await launchApp();
  const first = launchEngine();
  const jobs = Array.from({ length: 6 }, (_, n) => n);
  await send(jobs);
  await until(async () => (await sql`select 1 from inngest.queue where state = 'leased'`).length > 0, 20_000);
  first.kill("SIGSTOP");
  launchEngine();
  await allEnded(jobs.length, 20_000);
  first.kill("SIGCONT");
  await pause(1_500);
  // A request that was on its way when the engine froze arrives whenever it wakes: no order then.
  expect(await checkRuns(jobs, false)).toBeLessThanOrEqual(6);
  // It goes on under another id.
  expect(await sql`select 1 from inngest.engines`).toHaveLength(2);
}, 60_000);

it("stops within five seconds on SIGTERM and when its parent is gone, and leaves no lease behind", async () => {
  await launchApp();
  for (const end of [
    (child: ChildProcess) => child.kill("SIGTERM"),
    (child: ChildProcess) => child.disconnect(),
  ]) {
    const engine = launchEngine();
    let said = "";
    engine.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await until(() => said.includes('"event":"registered"'), 20_000);
    const from = Date.now();
    end(engine);
    await until(() => engine.exitCode !== null);
    expect(engine.exitCode).toBe(0);
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(await sql`select 1 from inngest.engines where pid = ${engine.pid ?? 0}`).toHaveLength(0);
  }
}, 60_000);

it("goes on by itself after the database was away for a while", async () => {
  await sql`truncate inngest.runs, inngest.events, inngest.queue, inngest.steps, inngest.waits, inngest.dedupe, inngest.engines`;
  await launchApp();
  const engine = launchEngine();
  const jobs = Array.from({ length: 6 }, (_, n) => n);
  await send(jobs);
  await until(async () => (await sql`select 1 from effects`).length > 0, 20_000);
  await cluster.stop();
  // A minute would be as good; the engine's pauses are longest after some seconds.
  await pause(5_000);
  cluster = await startDatabase();
  void sql.end({ timeout: 0 }).catch(() => {});
  sql = connect();
  await allEnded(jobs.length, 15_000);
  await checkRuns(jobs);
  expect(engine.exitCode).toBeNull();
}, 60_000);
