import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startCluster } from "@/db/embedded";
import { clearTheWay } from "@/db/embedded/postmaster";
import { isRunning } from "@/db/embedded/process";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** What `createTestDatabase` needs to know of the cluster that all test files share. */
    cluster: { adminUrl: string; template: string; appRole: string; appPassword: string };
  }
}

const PREFIX = "linernotes-test-";

/**
 * One PostgreSQL for the whole test run, with a migrated template that each test file copies. It may forget what the disk has
 * not got yet: nothing in it outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(dataDir, 0o711);
  writeFileSync(join(dataDir, "owner"), String(process.pid));
  const settings = {
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    max_connections: "200",
  };
  const cluster = await startCluster({ dataDir, password: "owner-of-the-test-cluster", settings });
  const shared = {
    adminUrl: cluster.url("postgres"),
    template: "linernotes_template",
    appRole: "linernotes_app",
    appPassword: "app-in-the-test-cluster",
  };
  const remove = async () => {
    await cluster.stop();
    for (const folder of new Set([dataDir, cluster.home])) rmSync(folder, { recursive: true, force: true });
  };
  const { appRole, appPassword } = shared;
  try {
    await migrate({ adminUrl: cluster.url(shared.template), appRole, appPassword });
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("cluster", shared);
  return remove;
}

/** A test run that was killed leaves its server and folder behind: the next one tidies up. */
async function sweep(): Promise<void> {
  for (const entry of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(tmpdir(), entry);
    try {
      if (isRunning(Number(readFileSync(join(folder, "owner"), "utf8")))) continue;
      await clearTheWay(join(folder, "postgres"));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, or just being made.
    }
  }
}
