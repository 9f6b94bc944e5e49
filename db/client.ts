import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface DatabaseHandle {
  db: Database;
  close(): Promise<void>;
}

/** A pool of connections. Close it when done; a server opens one a process, a test one a file. */
export function openDatabase(url: string, options: { max?: number } = {}): DatabaseHandle {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: "linernotes" },
  });
  return {
    db: drizzle(client, { schema, casing: "snake_case" }),
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * A connection of its own for LISTEN and for raw statements: drizzle changes the parsers of the client it is given, so
 * the two are never shared.
 */
export function openRawClient(url: string, options: { max?: number } = {}): RawClient {
  const client: RawClient = postgres(url, {
    max: options.max ?? 1,
    connect_timeout: 10,
    onnotice: () => undefined,
  });
  return client;
}

export type RawClient = postgres.Sql<Record<string, never>>;
