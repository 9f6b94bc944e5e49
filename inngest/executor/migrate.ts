import { migrations } from "./schema";
import type { Client } from "./types";

/** Two engines that start at once must not migrate at once: the number only has to be ours. */
const migrationLock = 4_617_315_517;

/**
 * Creates or updates the engine's schema. Safe to call at every start and from several processes at once.
 * `grantTo` names the role of an app that sends events and shows runs: it may call `inngest.ingest` and read.
 */
export async function migrateEngine(sql: Client, options: { grantTo?: string } = {}): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    // Looked up first: CREATE SCHEMA asks for a right on the database even when there is nothing to create.
    const [existing] = await tx`select 1 from pg_namespace where nspname = 'inngest'`;
    if (!existing) await tx`create schema inngest`;
    const [ledger] = await tx`select to_regclass('inngest.migrations') is not null as found`;
    if (!ledger?.found)
      await tx`create table inngest.migrations (version integer primary key, applied_at timestamptz not null default now())`;
    const applied = new Set(
      (await tx`select version from inngest.migrations`).map((row) => Number(row.version)),
    );
    for (const migration of migrations) {
      if (applied.has(migration.version)) continue;
      await tx.unsafe(migration.sql);
      await tx`insert into inngest.migrations (version) values (${migration.version})`;
    }
    if (options.grantTo === undefined) return;
    const role = tx(options.grantTo);
    await tx`grant usage on schema inngest to ${role}`;
    await tx`grant execute on function inngest.ingest(text, double precision) to ${role}`;
    await tx`grant select on inngest.functions, inngest.events, inngest.runs, inngest.steps, inngest.queue, inngest.waits, inngest.cron, inngest.engines to ${role}`;
  });
}
