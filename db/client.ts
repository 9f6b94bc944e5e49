import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface DatabaseHandle {
  db: Database;
  /** Waits so long for what is under way, then breaks it off. */
  close(patienceSeconds?: number): Promise<void>;
}

/** What a pool does when one of its connections breaks. */
interface Loss {
  /**
   * Called for every connection that closes. With it set, connections live as long as the server does, so that a
   * closed one is always a broken one. A pool with a broken connection must not be used any more: postgres.js 3.4 may
   * keep the connection and never send anything on it again.
   */
  onLost?: () => void;
}

const untilLost = ({ onLost }: Loss) => ({
  onnotice: () => undefined,
  ...(onLost ? { onclose: onLost, max_lifetime: null } : {}),
});

/** A pool of connections. Close it when done; a server opens one a process, a test one a file. */
export function openDatabase(url: string, options: Loss & { max?: number } = {}): DatabaseHandle {
  const client = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    connection: { application_name: "linernotes" },
    ...(options.onLost ? {} : { idle_timeout: 60 }),
    ...untilLost(options),
  });
  return {
    db: drizzle(client, { schema, casing: "snake_case" }),
    close: (patienceSeconds = 5) => client.end({ timeout: patienceSeconds }),
  };
}

/** Connections for raw statements: drizzle changes the parsers of the client it is given, so the two are never shared. */
export function openRawClient(url: string, options: Loss & { max?: number } = {}): RawClient {
  return postgres(url, { max: options.max ?? 1, connect_timeout: 10, ...untilLost(options) });
}

export type RawClient = postgres.Sql<Record<string, never>>;

/**
 * A connection that hears notices. The driver's own `listen` is not used: it listens again by itself, but on the
 * connection that broke, and after longer and longer pauses.
 */
export function openListener(
  url: string,
  hooks: { onNotice: (channel: string, payload: string) => void; onLost: () => void },
): { listen(channel: string): Promise<void>; close(): Promise<void> } {
  const options = {
    max: 1,
    connect_timeout: 10,
    fetch_types: false,
    connection: { application_name: "linernotes listener" },
    // Known to the driver, not to its types.
    onnotify: hooks.onNotice,
    ...untilLost(hooks),
  };
  const client: RawClient = postgres(url, options);
  return {
    listen: async (channel) => void (await client`listen ${client(channel)}`),
    close: () => client.end({ timeout: 0 }),
  };
}
