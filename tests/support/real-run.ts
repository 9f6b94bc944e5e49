import { randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { storeSpotifyConnection } from "@/lib/accounts/storeSpotifyConnection";
import { createContext } from "@/lib/server/context";
import { startSimulators, type Simulators } from "@/simulators";
import postgres from "postgres";
import { RealServer } from "./real-server";

/** A real server whose providers are simulators in this process, so that they outlive it. */
export interface SimulatedServer {
  server: RealServer;
  simulators: Simulators;
  close(): Promise<void>;
}

/** One for all servers of a process: settings are read once, and the tests encrypt with it too. */
const ENCRYPTION_KEY = (process.env.ENCRYPTION_KEY ??= randomBytes(32).toString("base64"));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts both, with the owner connected to the simulated Spotify. `more` are settings of the server. */
export async function startSimulated(options: {
  speed: number;
  more?: Record<string, string>;
}): Promise<SimulatedServer> {
  const simulators = await startSimulators({ speed: options.speed });
  const tokens = simulators.issueSpotifyTokens({ lifetimeSeconds: 24 * 3_600 });
  const server = new RealServer({
    ...simulators.urls,
    SIM_SPEED: String(options.speed),
    ENCRYPTION_KEY,
    SPOTIFY_CLIENT_ID: tokens.clientId,
    SPOTIFY_CLIENT_SECRET: tokens.clientSecret,
    // A failed step of the app waits as long as the providers' clock says, not a person's.
    ENGINE_RETRY_SCALE: String(1 / options.speed),
    ...options.more,
  });
  const close = async () => {
    await server.close();
    await simulators.close();
  };
  try {
    await server.start();
    // What the app itself would do after the owner's consent.
    process.env.NEXTAUTH_SECRET = server.secrets.NEXTAUTH_SECRET;
    process.env.DATABASE_URL = server.adminUrl;
    const { db, close: closeDatabase } = openDatabase(server.adminUrl, { max: 1 });
    const ctx = createContext(db, await ownerOf(server));
    await storeSpotifyConnection(ctx, { ...tokens, expiresAt: new Date(tokens.expiresAt), scopes: [] });
    await closeDatabase();
    return { server, simulators, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads the database behind row-level security. */
export async function look<T>(server: RealServer, read: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  try {
    return await read(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function ownerOf(server: RealServer): Promise<string> {
  const rows = await look(
    server,
    (sql) => sql<{ id: string }[]>`select id from account where role = 'owner'`,
  );
  return rows[0]?.id ?? "";
}

/** Sends lines to the import of a running server. */
export async function importLines(server: RealServer, lines: object[]): Promise<void> {
  const answer = await server.fetch("/api/library/import?source=test", {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  });
  const result = (await answer.json()) as { received?: number; rejected?: unknown[] };
  if (result.received !== lines.length || result.rejected?.length)
    throw new Error(`The import answered ${answer.status}: ${JSON.stringify(result)}`);
}

export async function trigger(server: RealServer): Promise<string> {
  const answer = await server.fetch("/api/enrichment/trigger", { method: "POST" });
  const { job_id: id } = (await answer.json()) as { job_id?: string };
  if (!id) throw new Error(`The trigger answered ${answer.status}.`);
  return id;
}

export interface RunAnswer {
  status: string;
  finished_at: string | null;
  progress: { done: number; total: number; by_outcome: Record<string, number> };
  requests: Record<string, number>;
  waiting_for: string[];
}

/** A run as the API shows it; null while the server or its database is away. */
export async function readRun(server: RealServer, id: string): Promise<RunAnswer | null> {
  const answer = await server.fetch(`/api/runs/${id}`).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  if (!answer.ok) throw new Error(`The run's page answered ${answer.status}.`);
  return (await answer.json()) as RunAnswer;
}

/** Waits for the end of a run, through times when nobody answers. */
export async function runEnds(
  server: RealServer,
  id: string,
  patienceMs: number,
  onLook: (run: RunAnswer | null) => void = () => {},
): Promise<RunAnswer> {
  const until = Date.now() + patienceMs;
  let last: RunAnswer | null = null;
  for (;;) {
    const run = await readRun(server, id);
    onLook(run);
    last = run ?? last;
    if (run?.finished_at) return run;
    if (Date.now() > until)
      throw new Error(`The run does not end: ${JSON.stringify(last)}\n${server.said.slice(-30).join("\n")}`);
    await pause(100);
  }
}
