import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { z } from "zod";
import { migrateEngine } from "@/inngest/executor";
import { StartupProblem } from "./embedded/problem";
import { ensureAppRole, grantToApp, name, requireVersion } from "./roles";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const journalFile = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/** Any number, the same for every process of ours: one migrates, the others wait. */
const LOCK = 5_417_091;

export interface MigrateOptions {
  /** Connects as the role that owns the schema; names the database, which is made if it is missing. */
  adminUrl: string;
  /** The role the app connects as. Left out: the owner's own role, which forced policies bind as well. */
  appRole?: string;
  appPassword?: string;
  migrationsFolder?: string;
}

/** Brings a database to the schema of this version. Safe to call from several processes at once, and again. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { appRole, appPassword, migrationsFolder = join(ROOT, "drizzle") } = options;
  await ensureDatabase(options.adminUrl);
  // One connection: the lock belongs to the session, and drizzle's migrator takes none itself.
  const sql = postgres(options.adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await requireVersion(sql);
    if (appRole !== undefined && appPassword !== undefined) {
      await ensureAppRole(sql, appRole, appPassword);
      await sql.unsafe(`grant connect on database ${name(databaseOf(options.adminUrl))} to ${name(appRole)}`);
    }
    await sql.unsafe("create extension if not exists pg_trgm; create extension if not exists unaccent;");
    await applyMigrations(sql, migrationsFolder);
    if (appRole !== undefined) await grantToApp(sql, appRole);
    // The job engine keeps its own schema, which is no part of drizzle's.
    await migrateEngine(sql, appRole === undefined ? {} : { grantTo: appRole });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function applyMigrations(sql: postgres.Sql, folder: string): Promise<void> {
  const journal = join(folder, "meta", "_journal.json");
  if (!existsSync(journal)) return;
  const { entries } = journalFile.parse(JSON.parse(readFileSync(journal, "utf8")));
  await refuseNewerDatabase(sql, Math.max(0, ...entries.map((entry) => entry.when)));
  await runMigrations(drizzle(sql), { migrationsFolder: folder });
}

/** An older version must not run on what a newer one has migrated; drizzle alone would not notice. */
async function refuseNewerDatabase(sql: postgres.Sql, newestKnown: number): Promise<void> {
  const [journal] = await sql<{ found: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as found`;
  if (!journal?.found) return;
  const [last] = await sql<
    { at: string | null }[]
  >`select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  if (Number(last?.at ?? 0) > newestKnown) {
    throw new StartupProblem(
      "The database was migrated by a newer version of Linernotes: start that version instead.",
    );
  }
}

/** Creates the database that the address names, where it is missing. */
export async function ensureDatabase(adminUrl: string): Promise<void> {
  const wanted = databaseOf(adminUrl);
  const probe = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await probe`select 1`;
    return;
  } catch (error) {
    if (codeOf(error) !== "3D000") throw unreachable(error);
  } finally {
    await probe.end({ timeout: 5 });
  }
  const maintenance = new URL(adminUrl);
  maintenance.pathname = "/postgres";
  const sql = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`create database ${name(wanted)} encoding 'UTF8' template template0`);
  } catch (error) {
    if (!/^(42P04|23505)$/.test(codeOf(error) ?? "")) throw unreachable(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** The everyday ways in which a database cannot be reached, as sentences. They never hold the address: it has a password. */
function unreachable(error: unknown): unknown {
  const sentences: Record<string, string> = {
    ECONNREFUSED: "No database answers at DATABASE_URL: is the server running?",
    ENOTFOUND: "The host named in DATABASE_URL is not known.",
    CONNECT_TIMEOUT: "The database at DATABASE_URL does not answer.",
    "28P01": "The database refused the password.",
    "28000": "The database refused the user named in DATABASE_URL.",
    "42501": "The database user may not create a database: create it first or use another user.",
  };
  const sentence = sentences[codeOf(error) ?? ""];
  return sentence ? new StartupProblem(sentence, { cause: error }) : error;
}
