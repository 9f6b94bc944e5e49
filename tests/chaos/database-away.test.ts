import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startCluster, type Cluster } from "@/db/embedded";
import {
  importLines,
  runEnds,
  startSimulated,
  trigger,
  type SimulatedServer,
} from "@/tests/support/real-run";
import { outcome, sampleLines, SPEED } from "./support";

const AWAY_MS = Number(process.env.CHAOS_AWAY_MS ?? 4_000);
const PATIENCE_MS = 60_000 + 600_000 / SPEED;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A database of its own behind DATABASE_URL: nobody starts it again but the test. */
const dataDir = mkdtempSync(join(tmpdir(), "linernotes-away-"));
chmodSync(dataDir, 0o711);
const plan = { dataDir, password: "of a database that goes away" };
let cluster: Cluster;
let simulated: SimulatedServer;

beforeAll(async () => {
  cluster = await startCluster(plan);
  simulated = await startSimulated({ speed: SPEED, more: { DATABASE_URL: cluster.url("away") } });
}, 60_000);
afterAll(async () => {
  await simulated?.close();
  await cluster?.stop();
  for (const folder of new Set([dataDir, cluster?.home ?? dataDir]))
    rmSync(folder, { recursive: true, force: true });
}, 30_000);

it(
  "says so while its database is away, and finishes the run when it is back",
  { timeout: PATIENCE_MS * 2 },
  async () => {
    const { server } = simulated;
    const parts = server.parts();
    await importLines(server, await sampleLines(12));
    const id = await trigger(server);
    await runEnds(server, id, PATIENCE_MS, (run) => {
      if (run && run.progress.done > 0) throw new Begun();
    }).catch((error: unknown) => {
      if (!(error instanceof Begun)) throw error;
    });

    process.kill(cluster.pid, "SIGKILL");
    await cluster.exited;
    const until = Date.now() + AWAY_MS;
    let asked = 0;
    while (Date.now() < until) {
      const [status, health] = await Promise.all([
        server.fetch("/api/enrichment/status"),
        fetch(`${server.origin}/api/health`),
      ]);
      expect(status.status).toBe(503);
      expect(Number(status.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(status.headers.get("content-type")).toBe("application/problem+json");
      expect(await status.json()).toMatchObject({
        status: 503,
        detail: "The database does not answer at the moment.",
      });
      expect(health.status).toBe(503);
      expect(health.headers.get("retry-after")).not.toBeNull();
      asked++;
      await pause(100);
    }
    expect(asked).toBeGreaterThan(2);

    const port = cluster.port;
    cluster = await startCluster(plan);
    expect(cluster.port).toBe(port);
    await expect
      .poll(async () => (await server.fetch("/api/enrichment/status")).status, { timeout: 5_000 })
      .toBe(200);
    const run = await runEnds(server, id, PATIENCE_MS);
    expect(run.status).toBe("completed");
    expect(run.progress.by_outcome.failed ?? 0).toBe(0);
    const { links, lookups } = await outcome(server);
    expect(links.length).toBeGreaterThan(12);
    expect(new Set(lookups).size).toBe(lookups.length);
    // The same processes as before: nobody had to be started again.
    expect(server.parts()).toEqual(parts);
  },
);

class Begun extends Error {}
