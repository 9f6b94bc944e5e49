import { resolve } from "node:path";
import { z } from "zod";

/** A mirror's or simulator's base address, without the slash at the end so that paths can be appended. */
const baseUrl = (fallback: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(fallback)
    .transform((url) => url.replace(/\/+$/, ""));

const folders = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(":")
      .filter(Boolean)
      .map((folder) => resolve(folder)),
  );

/** Every setting the app knows. The launcher supplies those without a default; README's table explains them to people. */
const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),

  /** Connects as a role that row-level security binds. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((folder) => resolve(folder)),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NEXTAUTH_URL: baseUrl("http://127.0.0.1:3000"),
  NEXTAUTH_SECRET: z.string().min(16),
  /** 32 bytes in base64: the key under which provider tokens are kept. */
  ENCRYPTION_KEY: z
    .string()
    .refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64"),
  /** Folders that may be scanned, separated by ":". */
  LIBRARY_ROOTS: folders,

  SPOTIFY_API_URL: baseUrl("https://api.spotify.com/v1"),
  SPOTIFY_ACCOUNTS_URL: baseUrl("https://accounts.spotify.com"),
  MUSICBRAINZ_URL: baseUrl("https://musicbrainz.org/ws/2"),
  COVERARTARCHIVE_URL: baseUrl("https://coverartarchive.org"),
  DEEZER_URL: baseUrl("https://api.deezer.com"),
  DISCOGS_URL: baseUrl("https://api.discogs.com"),
  /** Goes into the User-Agent, so that a provider can reach whoever runs this. */
  CONTACT: z.string().default("https://github.com/linernotes/linernotes"),
  /** Divides the providers' intervals; above 1 only against simulators. */
  SIM_SPEED: z.coerce.number().positive().max(1_000).default(1),
  SPOTIFY_CLIENT_ID: z.string().optional(),
  SPOTIFY_CLIENT_SECRET: z.string().optional(),

  INNGEST_DEV: z.string().optional(),
  INNGEST_BASE_URL: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
});

export type Env = z.output<typeof settings>;

let parsed: Env | undefined;

/**
 * The settings, read at the first call and not at import: `next build` imports every module without any of them set.
 * An empty variable counts as one that is not set.
 */
export function env(): Env {
  return (parsed ??= readEnv(process.env));
}

/** Reads settings from given variables; `env` does so once from the process's own. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = settings.safeParse(given);
  if (result.success) return result.data;
  // The names only: a value may be a secret.
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Settings are missing or wrong. ${wrong.join("; ")}`);
}

/**
 * Whether jobs run in the engine that ships with the app: none of the settings that name another Inngest server is
 * there. Readable without the other settings, because functions are declared when their module is loaded.
 */
export function usesEmbeddedEngine(): boolean {
  const { INNGEST_DEV, INNGEST_BASE_URL, INNGEST_EVENT_KEY } = process.env;
  return !INNGEST_DEV && !INNGEST_BASE_URL && !INNGEST_EVENT_KEY;
}
