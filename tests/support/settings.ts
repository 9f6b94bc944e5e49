import { randomBytes } from "node:crypto";

/**
 * The settings that have no default, for tests that need neither a database nor simulators. Settings are read once a
 * process, so call it before anything that reads them.
 */
export function useTestSettings(more: Record<string, string> = {}): void {
  Object.assign(process.env, {
    LOG_LEVEL: "silent",
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing",
    NEXTAUTH_SECRET: randomBytes(24).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    ...more,
  });
}
