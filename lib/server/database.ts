import { openDatabase, openRawClient, type Database, type DatabaseHandle, type RawClient } from "@/db/client";
import { isLateWrite } from "@/db/errors";
import { env } from "./env";
import { logger } from "./logger";

interface Pools {
  main?: DatabaseHandle;
  raw?: RawClient;
  lossToldAt?: number;
}

/** One set of pools a process, kept on globalThis: the server's parts are bundled apart, and reloaded in development. */
const shared = globalThis as typeof globalThis & { linernotesPools?: Pools };
const pools: Pools = (shared.linernotesPools ??= {});

const TELL_EVERY_MS = 30_000;

/**
 * The database. The same object for ever, so that whoever keeps it works again after the database was away; what it
 * leads to is replaced as a whole when a connection breaks.
 */
const lasting = new Proxy({} as Database, {
  get(_, key) {
    const { db } = mainPool();
    const member: unknown = Reflect.get(db, key);
    return typeof member === "function" ? (member.bind(db) as unknown) : member;
  },
});

export function database(): Database {
  return lasting;
}

function mainPool(): DatabaseHandle {
  if (pools.main) return pools.main;
  const opened = openDatabase(env().DATABASE_URL, {
    onLost() {
      if (pools.main !== opened) return;
      pools.main = undefined;
      discard(opened.close(0));
    },
  });
  return (pools.main = opened);
}

/** For the job engine's own statements. Not to be kept: ask for it each time. */
export function rawClient(): RawClient {
  if (pools.raw) return pools.raw;
  const opened = openRawClient(env().DATABASE_URL, {
    max: 4,
    onLost() {
      if (pools.raw !== opened) return;
      pools.raw = undefined;
      discard(opened.end({ timeout: 0 }));
    },
  });
  return (pools.raw = opened);
}

/** What still waited on the old pool is rejected, a transaction that goes on without knowing included. */
function discard(ending: Promise<void>): void {
  ending.catch(() => undefined);
  const now = performance.now();
  if (pools.lossToldAt !== undefined && now - pools.lossToldAt < TELL_EVERY_MS) return;
  pools.lossToldAt = now;
  logger.warn("a connection to the database was lost; new ones are made");
}

/**
 * Lets the process live on after the driver's own uncatchable error. Everything else that nobody caught is none of
 * ours: it goes to whoever else listens, and ends the process where nobody does.
 */
export function surviveLateWrites(): void {
  process.on("uncaughtException", (error) => {
    if (isLateWrite(error)) {
      const { main, raw } = pools;
      pools.main = undefined;
      pools.raw = undefined;
      if (main) discard(main.close(0));
      if (raw) discard(raw.end({ timeout: 0 }));
    } else if (process.listenerCount("uncaughtException") === 1) {
      console.error(error);
      process.exit(1);
    }
  });
}
