import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fork } from "node:child_process";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { startCluster } from "../db/embedded";
import { createEngine, createEventFetch, ingestEvents, migrateEngine } from "../inngest/executor";

/**
 * Figures of the job engine on an own database with its ordinary settings (synchronous commit on):
 * `node --import tsx bench/engine.ts [--queued 10000]`. The handler runs in the same process as the engine, the
 * idle figure is taken of an engine process of its own.
 */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const signingKey = `signkey-bench-${"ab".repeat(32)}`;
const queuedAt = process.argv.indexOf("--queued");
const queued = queuedAt > 0 ? Number(process.argv[queuedAt + 1]) : 10_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const dataDir = mkdtempSync(join(tmpdir(), "engine-bench-"));
chmodSync(dataDir, 0o711);
const cluster = await startCluster({ dataDir, password: "bench" });
const url = cluster.url("postgres");
const sql = postgres(url, { max: 4, onnotice: () => {} });

const starts = new Map<number, number>();
let steps = 0;
let drained = 0;
const inngest = new Inngest({
  id: "bench",
  fetch: createEventFetch(sql),
  signingKey,
  eventKey: "bench",
  isDev: false,
  logger: silent,
});
const functions = [
  inngest.createFunction({ id: "latency", triggers: [{ event: "bench/latency" }] }, ({ event, step }) =>
    step.run("first", () => void starts.set(event.data.n, performance.now())),
  ),
  inngest.createFunction({ id: "steps", triggers: [{ event: "bench/steps" }] }, async ({ step }) => {
    for (let n = 0; n < 10; n++) await step.run(`step ${n}`, () => ++steps);
  }),
  inngest.createFunction({ id: "drain", triggers: [{ event: "bench/drain" }] }, () => void drained++),
];
const handler = serve({ client: inngest, functions });
const appUrl = "http://127.0.0.1/api/inngest";

try {
  await migrateEngine(sql);
  const idle = await idleCpu();
  const engine = createEngine({
    sql: url,
    deliver: (request) => handler(request),
    appUrl,
    signingKey,
    logger: silent,
  });
  await engine.start();
  await latency(20);
  const latencies = await latency(200);
  const rate = await stepRate(100);
  const drain = await drainQueue(queued);
  await engine.stop();

  const results = {
    machine: { cpus: cpus().length, node: process.version },
    eventToFirstStepMs: {
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      target: "p95 <= 100",
    },
    stepsPerSecond: { value: rate, target: ">= 60" },
    idleCpuPercent: { value: idle, target: "<= 1" },
    drain: { events: queued, ...drain },
  };
  console.table({
    "event to first step, p50": { value: `${results.eventToFirstStepMs.p50} ms`, target: "" },
    "event to first step, p95": { value: `${results.eventToFirstStepMs.p95} ms`, target: "<= 100 ms" },
    "steps a second": { value: rate, target: ">= 60" },
    "idle CPU": { value: `${idle} %`, target: "<= 1 %" },
    [`${queued} queued events`]: {
      value: `${drain.perSecond} runs/s, heap +${drain.heapGrowthMb} MB`,
      target: "no growth",
    },
  });
  mkdirSync(join(import.meta.dirname, "results"), { recursive: true });
  writeFileSync(join(import.meta.dirname, "results", "engine.json"), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await sql.end({ timeout: 1 });
  await cluster.stop();
  for (const folder of [dataDir, cluster.home]) rmSync(folder, { recursive: true, force: true });
}

/** One event at a time: from the call that sends it to the first line of its first step. */
async function latency(count: number): Promise<number[]> {
  starts.clear();
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const sent = performance.now();
    await inngest.send({ name: "bench/latency", data: { n } });
    while (!starts.has(n)) await pause(1);
    times.push((starts.get(n) ?? 0) - sent);
    await pause(20 + Math.random() * 20);
  }
  return times;
}

async function stepRate(runs: number): Promise<number> {
  steps = 0;
  const from = performance.now();
  await inngest.send(Array.from({ length: runs }, () => ({ name: "bench/steps", data: {} })));
  while (steps < runs * 10) await pause(5);
  return Math.round((runs * 10_000) / (performance.now() - from));
}

async function drainQueue(count: number) {
  const before = process.memoryUsage().heapUsed;
  const from = performance.now();
  for (let sent = 0; sent < count; sent += 1_000)
    await ingestEvents(
      sql,
      Array.from({ length: Math.min(1_000, count - sent) }, () => ({ name: "bench/drain", data: {} })),
    );
  let peak = 0;
  while (drained < count) {
    await pause(100);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - from) / 1_000;
  globalThis.gc?.();
  return {
    perSecond: Math.round(count / seconds),
    heapGrowthMb: Math.round((process.memoryUsage().heapUsed - before) / 2 ** 20),
    peakRssMb: Math.round(peak / 2 ** 20),
  };
}

/** CPU of an engine process of its own that has nothing to do, over ten seconds. */
async function idleCpu(): Promise<number> {
  const { createServer } = await import("node:http");
  const { serve: serveNode } = await import("inngest/node");
  const server = createServer(serveNode({ client: inngest, functions }));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const child = fork(join(import.meta.dirname, "../inngest/executor/main.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      ...process.env,
      ENGINE_DATABASE_URL: url,
      ENGINE_APP_ORIGIN: `http://127.0.0.1:${port}`,
      INNGEST_SIGNING_KEY: signingKey,
    },
  });
  await new Promise<void>((resolve) =>
    child.stderr?.on("data", (chunk: Buffer) => chunk.includes("registered") && resolve()),
  );
  await pause(3_000);
  const seconds = 10;
  const before = await ticks(child.pid ?? 0);
  await pause(seconds * 1_000);
  const used = (await ticks(child.pid ?? 0)) - before;
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
  server.closeAllConnections();
  server.close();
  // The kernel counts in hundredths of a second.
  return Math.round((used / (seconds * 100)) * 10_000) / 100;
}

async function ticks(pid: number): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
