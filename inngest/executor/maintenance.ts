import type { EngineContext } from "./context";

/** Forgets what is no longer needed, a bounded piece at a time. */
export async function prune(context: EngineContext, retentionMs: number): Promise<void> {
  const { sql, clock } = context;
  const now = clock.now();
  await sql`delete from inngest.dedupe where (scope, key) in (select scope, key from inngest.dedupe where expires_at <= ${now} limit 5000)`;
  await sql`delete from inngest.runs where id in (select id from inngest.runs where ended_at < ${now - retentionMs} limit 1000)`;
  await sql`delete from inngest.events where seq in (select seq from inngest.events where not pending and received_at < ${now - retentionMs} limit 5000)`;
  await sql`delete from inngest.throttle where key in (select key from inngest.throttle where not waiting and next_at < ${now - 60_000} limit 1000)`;
}
