import { sql } from "drizzle-orm";
import type { Database, Tx } from "./client";

/**
 * The database as one account sees it. Every access is a transaction that first tells PostgreSQL whose data is meant,
 * so that row-level security holds even where a query forgets its filter.
 */
export interface OwnerDatabase {
  /** Reads. Refused by PostgreSQL if it writes. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads and writes, all or nothing. No network inside. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export function ownerDatabase(db: Database, ownerId: string): OwnerDatabase {
  return {
    read: (work) =>
      db.transaction(
        async (tx) => {
          await setOwner(tx, ownerId);
          return work(tx);
        },
        { accessMode: "read only" },
      ),
    transaction: (work) =>
      db.transaction(async (tx) => {
        await setOwner(tx, ownerId);
        return work(tx);
      }),
  };
}

async function setOwner(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.owner_id', ${ownerId}, true)`);
}

/** For whoever presents a secret whose owner is not known yet: only the rows of that digest can be seen. */
export function byDigest<T>(db: Database, digest: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.digest', ${digest}, true)`);
    return work(tx);
  });
}

/** For the dispatcher of the outbox, which serves all accounts. */
export function asOutboxDispatcher<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.purpose', 'outbox', true)`);
    return work(tx);
  });
}
