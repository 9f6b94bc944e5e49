import { openDatabase, openRawClient, type Database, type RawClient } from "@/db/client";
import { env } from "./env";

/** One pool a process, kept on globalThis so that a reload in development does not open another. */
const shared = globalThis as typeof globalThis & { linernotesDb?: Database; linernotesRaw?: RawClient };

export function database(): Database {
  return (shared.linernotesDb ??= openDatabase(env().DATABASE_URL).db);
}

/** For LISTEN and for the job engine's own statements. */
export function rawClient(): RawClient {
  return (shared.linernotesRaw ??= openRawClient(env().DATABASE_URL, { max: 4 }));
}
