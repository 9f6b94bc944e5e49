import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema";

/** The channel on which the dispatcher is woken when an event has been committed. */
export const OUTBOX_CHANNEL = "linernotes_outbox";
/** The channel on which open pages learn that something of an owner changed; the payload is the owner's id. */
export const CHANGES_CHANNEL = "linernotes_changes";

/** Writes an event in the caller's transaction: it is sent if and only if the change is committed. */
export async function enqueueEvent(
  tx: Tx,
  event: { id: string; ownerId: string; name: string; data: Record<string, unknown>; createdAt: Date },
): Promise<void> {
  await tx.insert(outbox).values(event);
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}

/** Tells open pages, once the transaction is committed. PostgreSQL folds equal notices of one transaction. */
export async function announceChange(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANGES_CHANNEL}, ${ownerId})`);
}
