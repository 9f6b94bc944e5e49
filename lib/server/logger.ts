import pino from "pino";

/**
 * The application's logger: JSON lines on standard error, so that standard output stays for what the start-up
 * commands say. Secrets are cut out by key wherever an object is logged.
 */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    redact: {
      paths: [
        "authorization",
        "*.authorization",
        "*.access_token",
        "*.refresh_token",
        "*.token",
        "*.password",
        "*.secret",
      ],
      censor: "[cut]",
    },
  },
  pino.destination({ dest: 2, sync: false }),
);

export type Logger = pino.Logger;
