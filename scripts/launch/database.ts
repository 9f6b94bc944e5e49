import { OWNER_ROLE, runningCluster, startCluster, type Cluster } from "@/db/embedded";
import { ensureDatabase, migrate } from "@/db/migrate";
import { needsAppRole } from "@/db/roles";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

const DATABASE = "linernotes";
const APP_ROLE = `${OWNER_ROLE}_app`;

export interface OpenDatabase {
  /** Connects as the role that row-level security binds. */
  appUrl: string;
  /** Connects as the role that owns the schemas. */
  adminUrl: string;
  /** The embedded server, unless DATABASE_URL took its place. */
  cluster?: Cluster;
}

type Say = (line: string) => void;

/** Starts the embedded server where none is given, and brings the schema up to date. */
export async function openDatabase(settings: Settings, secrets: Secrets, say: Say): Promise<OpenDatabase> {
  if (settings.databaseUrl) return migrateGiven(settings.databaseUrl, secrets);
  const { dataDir } = settings;
  const cluster = await startCluster({ dataDir, password: secrets.DATABASE_OWNER_PASSWORD, say });
  try {
    return { ...(await migrateEmbedded(cluster, secrets)), cluster };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Migrates and leaves no server running that was not running before. */
export async function migrateOnly(settings: Settings, secrets: Secrets, say: Say): Promise<void> {
  const running = settings.databaseUrl
    ? undefined
    : runningCluster(settings.dataDir, secrets.DATABASE_OWNER_PASSWORD);
  if (running) {
    await migrateEmbedded(running, secrets);
    return;
  }
  const { cluster } = await openDatabase(settings, secrets, say);
  await cluster?.stop();
}

async function migrateEmbedded(cluster: Pick<Cluster, "url">, secrets: Secrets): Promise<OpenDatabase> {
  const adminUrl = cluster.url(DATABASE);
  await migrate({ adminUrl, appRole: APP_ROLE, appPassword: secrets.DATABASE_APP_PASSWORD });
  return { adminUrl, appUrl: asRole(adminUrl, APP_ROLE, secrets.DATABASE_APP_PASSWORD) };
}

/** An ordinary user is bound by the forced policies and serves for both; a superuser gets a second role beside it. */
async function migrateGiven(adminUrl: string, secrets: Secrets): Promise<OpenDatabase> {
  await ensureDatabase(adminUrl);
  if (!(await needsAppRole(adminUrl))) {
    await migrate({ adminUrl });
    return { adminUrl, appUrl: adminUrl };
  }
  const appRole = `${decodeURIComponent(new URL(adminUrl).pathname.slice(1))}_app`;
  const appPassword = secrets.DATABASE_APP_PASSWORD;
  await migrate({ adminUrl, appRole, appPassword });
  return { adminUrl, appUrl: asRole(adminUrl, appRole, appPassword) };
}

function asRole(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
