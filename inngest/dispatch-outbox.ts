import { asc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { asOutboxDispatcher } from "@/db/owner";
import { OUTBOX_CHANNEL } from "@/db/queries/outbox";
import { outbox } from "@/db/schema";
import { database } from "@/lib/server/database";
import { describeError, logger } from "@/lib/server/logger";
import { onNotice } from "@/lib/server/notices";
import { inngest } from "./client";

const BATCH = 200;
const SWEEP_MS = 2_000;

/**
 * Sends the events that committed transactions left in the outbox. An event keeps its id, so one that is sent twice,
 * because the process died before the row was removed, is counted once by the engine. Returns how many were sent.
 */
export async function dispatchOutbox(db: Database): Promise<number> {
  const rows = await asOutboxDispatcher(db, (tx) =>
    tx.select().from(outbox).orderBy(asc(outbox.id)).limit(BATCH),
  );
  if (rows.length === 0) return 0;
  await inngest.send(rows.map(({ id, name, data }) => ({ id, name, data })));
  const ids = rows.map((row) => row.id);
  await asOutboxDispatcher(db, (tx) => tx.delete(outbox).where(inArray(outbox.id, ids)));
  return rows.length;
}

/** Sends as soon as a commit says so; the sweep catches what a notice was missed for. */
export function startOutboxDispatcher(): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        while ((await dispatchOutbox(database())) === BATCH);
      } while (again);
    } catch (error) {
      logger.warn(describeError(error), "events wait in the outbox");
    } finally {
      running = false;
    }
  };
  const stopListening = onNotice(OUTBOX_CHANNEL, () => void run());
  const sweep = setInterval(() => void run(), SWEEP_MS);
  sweep.unref();
  return () => {
    stopListening();
    clearInterval(sweep);
  };
}
