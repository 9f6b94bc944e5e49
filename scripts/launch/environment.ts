import { randomBytes } from "node:crypto";
import type { Secrets } from "./secrets";
import { SAMPLE_LIBRARY, type Settings } from "./settings";

type Variables = Record<string, string | undefined>;

/** Set by npm for its scripts; of no meaning to the server's children. */
const withoutNpm = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([key]) => !/^npm_/i.test(key)));

/** A new key each time: with it nobody but our own job engine can call the app's job handler. */
export function newSigningKey(): string {
  return `signkey-prod-${randomBytes(32).toString("hex")}`;
}

export interface Known {
  settings: Settings;
  secrets: Secrets;
  /** Connects as the role that row-level security binds. */
  appUrl: string;
  /** Connects as the owner of the schemas: the job engine keeps its state in one that the app may only read. */
  adminUrl: string;
  /** Of the embedded job engine; undefined when a real Inngest server has its own. */
  signingKey: string | undefined;
  /** The demo's settings that lead to the simulators. */
  simulated: Variables;
}

/** The app's environment. Secrets travel in no other way than this. */
export function appEnvironment(given: Variables, known: Known): Variables {
  const { settings, secrets, appUrl, signingKey, simulated } = known;
  return {
    ...withoutNpm(given),
    ...simulated,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: given.LOG_LEVEL || (settings.demo ? "warn" : "info"),
    DATABASE_URL: appUrl,
    DATA_DIR: settings.dataDir,
    NEXTAUTH_URL: settings.publicUrl,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET || secrets.NEXTAUTH_SECRET,
    ENCRYPTION_KEY: given.ENCRYPTION_KEY || secrets.ENCRYPTION_KEY,
    LIBRARY_ROOTS: given.LIBRARY_ROOTS || (settings.demo ? SAMPLE_LIBRARY : undefined),
    SIM_SPEED: simulationSpeed(given, settings),
    ...(signingKey ? { INNGEST_SIGNING_KEY: signingKey } : {}),
  };
}

export function engineEnvironment(given: Variables, known: Known): Variables {
  return {
    ...withoutNpm(given),
    NODE_ENV: "production",
    LOG_LEVEL: given.LOG_LEVEL || (known.settings.demo ? "warn" : "info"),
    ENGINE_DATABASE_URL: known.adminUrl,
    ENGINE_APP_ORIGIN: known.settings.origin,
    INNGEST_SIGNING_KEY: known.signingKey,
  };
}

/** Where simulators can stand in for the real providers. */
const PROVIDER_URLS = [
  "SPOTIFY_API_URL",
  "SPOTIFY_ACCOUNTS_URL",
  "MUSICBRAINZ_URL",
  "COVERARTARCHIVE_URL",
  "DEEZER_URL",
];

/** Real providers are never asked faster than they allow: outside the demo, only simulators on this machine are hurried. */
export function simulationSpeed(given: Variables, settings: Settings): string {
  if (settings.demo) return given.SIM_SPEED || "5";
  const simulated = PROVIDER_URLS.every((key) => isLoopback(given[key]));
  return (simulated && given.SIM_SPEED) || "1";
}

function isLoopback(url: string | undefined): boolean {
  return URL.canParse(url ?? "") && /^(127\.[\d.]+|localhost|\[::1\])$/.test(new URL(url ?? "").hostname);
}
