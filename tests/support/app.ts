import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { openDatabase, type Database } from "@/db/client";
import { ensureOwner } from "@/lib/accounts/ensureOwner";
import { storeSpotifyConnection } from "@/lib/accounts/storeSpotifyConnection";
import { createContext, type Context } from "@/lib/server/context";
import { logger } from "@/lib/server/logger";
import { startSimulators, type Simulators } from "@/simulators";
import { createTestDatabase } from "./database";

/** Fast enough that a test does not wait for a provider's limits, slow enough that they are still kept. */
const SPEED = 100;

export interface TestApp {
  ctx: Context;
  db: Database;
  /** For arranging and looking behind row-level security. */
  adminUrl: string;
  databaseUrl: string;
  token: string;
  simulators: Simulators;
  /** Calls a route handler as a script with the owner's token would. */
  call(handler: RouteHandler, path: string, init?: CallOptions): Promise<Response>;
  close(): Promise<void>;
}

type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export interface CallOptions {
  method?: string;
  body?: BodyInit | object;
  headers?: Record<string, string>;
  params?: Record<string, string>;
}

/**
 * The app's settings, a fresh database, an owner and simulators of their own, for one test file. Settings are read once
 * a process, so call it before anything that reads them.
 */
export async function startTestApp(
  options: { connectSpotify?: boolean; speed?: number } = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const simulators = await startSimulators({ speed: options.speed ?? SPEED });
  const dataDir = await mkdtemp(join(tmpdir(), "linernotes-test-"));
  const tokens = simulators.issueSpotifyTokens();
  Object.assign(process.env, {
    LOG_LEVEL: "silent",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    NEXTAUTH_SECRET: randomBytes(24).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SIM_SPEED: String(options.speed ?? SPEED),
    SPOTIFY_CLIENT_ID: tokens.clientId,
    SPOTIFY_CLIENT_SECRET: tokens.clientSecret,
    ...simulators.urls,
  });
  // The logger was made, with its level, when the test's imports were loaded.
  logger.level = "silent";
  const { db, close } = openDatabase(database.url);
  const { ownerId, token } = await ensureOwner(db);
  const ctx = createContext(db, ownerId);
  if (options.connectSpotify !== false) {
    await storeSpotifyConnection(ctx, { ...tokens, expiresAt: new Date(tokens.expiresAt), scopes: [] });
  }
  return {
    ctx,
    db,
    adminUrl: database.adminUrl,
    databaseUrl: database.url,
    token,
    simulators,
    call: (handler, path, init = {}) => call(handler, path, token, init),
    async close() {
      await simulators.close();
      await close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function call(handler: RouteHandler, path: string, token: string, init: CallOptions): Promise<Response> {
  const plain = init.body !== undefined && Object.getPrototypeOf(init.body) === Object.prototype;
  const request = new Request(new URL(path, "http://127.0.0.1:3000"), {
    method: init.method ?? "GET",
    body: plain ? JSON.stringify(init.body) : (init.body as BodyInit | undefined),
    headers: {
      authorization: `Bearer ${token}`,
      ...(plain ? { "content-type": "application/json" } : {}),
      ...init.headers,
    },
    ...({ duplex: "half" } as RequestInit),
  });
  return handler(request, { params: Promise.resolve(init.params ?? {}) });
}

/** Lines of an import, as one body. */
export function ndjson(lines: unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A stream of chunks, for bodies that come in pieces. */
export function chunks(parts: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  return Readable.from(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
}
