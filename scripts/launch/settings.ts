import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { StartupProblem } from "@/db/embedded/problem";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the person who starts the server may set. */
export interface Settings {
  demo: boolean;
  port: number;
  /** The address the app listens on. */
  host: string;
  /** Where this machine reaches the app: what “Ready at” names. */
  origin: string;
  /** Where browsers reach it: PUBLIC_URL behind a proxy. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** A real Inngest server takes the place of the embedded job engine. */
  externalInngest: boolean;
}

type Variables = Record<string, string | undefined>;

export function readSettings(variables: Variables, demo: boolean): Settings {
  const get = (key: string) => variables[key] || undefined;
  const port = Number(get("PORT") ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartupProblem(`PORT must be a number from 1 to 65535, not “${get("PORT")}”.`);
  }
  const host = get("HOST") ?? "127.0.0.1";
  const origin = `http://${reachable(host)}:${port}`;
  return {
    demo,
    port,
    host,
    origin,
    publicUrl: publicAddress(get("PUBLIC_URL")) ?? origin,
    dataDir: resolve(ROOT, get("DATA_DIR") ?? ".data"),
    databaseUrl: databaseAddress(get("DATABASE_URL")),
    externalInngest: Boolean(get("INNGEST_DEV") ?? get("INNGEST_BASE_URL") ?? get("INNGEST_EVENT_KEY")),
  };
}

/** An address that listens everywhere is reached at loopback. */
function reachable(host: string): string {
  if (["0.0.0.0", "::", "127.0.0.1", "localhost"].includes(host)) return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function publicAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new StartupProblem("PUBLIC_URL must be an address such as https://music.example.org.");
  }
  return text.replace(/\/+$/, "");
}

function databaseAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (
    !URL.canParse(text) ||
    !/^postgres(ql)?:$/.test(new URL(text).protocol) ||
    new URL(text).pathname.length < 2
  ) {
    throw new StartupProblem(
      "DATABASE_URL must be an address such as postgres://user:password@host:5432/linernotes.",
    );
  }
  return text;
}

/** The folders that the demo may scan, unless told otherwise. */
export const SAMPLE_LIBRARY = join(ROOT, "samples", "library");
