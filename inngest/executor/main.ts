import { z } from "zod";
import { createEngine, deliverOverHttp, RegistrationRefusedError } from "./index";
import type { Logger } from "./types";

/** The engine as a process of its own: `node --import tsx inngest/executor/main.ts`, set up by environment variables. */
const environment = z
  .object({
    ENGINE_DATABASE_URL: z.string().min(1),
    ENGINE_APP_ORIGIN: z.url(),
    INNGEST_SIGNING_KEY: z.string().min(1),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).catch("info"),
    ENGINE_RETRY_SCALE: z.coerce.number().positive().catch(1),
    ENGINE_LEASE_MS: z.coerce.number().int().min(200).catch(10_000),
    ENGINE_CONCURRENCY: z.coerce.number().int().min(1).catch(20),
  })
  .safeParse(process.env);

function jsonLogger(level: string): Logger {
  const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
  const write = (name: string) => (details: object, message: string) => {
    if (levels.indexOf(name) < levels.indexOf(level)) return;
    process.stderr.write(
      `${JSON.stringify({ level: name, time: new Date().toISOString(), component: "executor", ...plain(details), message })}\n`,
    );
  };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** Errors are not enumerable; a database error's parameters stay out of the log. */
function plain(details: object): object {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      value instanceof Error
        ? { name: value.name, message: value.message, code: (value as { code?: unknown }).code }
        : value,
    ]),
  );
}

async function main(): Promise<void> {
  if (!environment.success) {
    process.stderr.write(`the engine's environment is incomplete:\n${z.prettifyError(environment.error)}\n`);
    process.exitCode = 1;
    return;
  }
  const env = environment.data;
  const logger = jsonLogger(env.LOG_LEVEL);
  const engine = createEngine({
    sql: env.ENGINE_DATABASE_URL,
    deliver: deliverOverHttp(env.ENGINE_APP_ORIGIN),
    appUrl: new URL("/api/inngest", env.ENGINE_APP_ORIGIN).href,
    signingKey: env.INNGEST_SIGNING_KEY,
    logger,
    retryScale: env.ENGINE_RETRY_SCALE,
    leaseMs: env.ENGINE_LEASE_MS,
    concurrency: env.ENGINE_CONCURRENCY,
  });
  let ending = false;
  const end = (why: string) => {
    if (ending) return;
    ending = true;
    logger.info({ why }, "stopping");
    // Whatever hangs, the process is gone within five seconds; leases are taken over by the next engine.
    setTimeout(() => process.exit(1), 4_900).unref();
    void engine.stop(2_500).finally(() => process.exit(0));
  };
  process.on("uncaughtException", (error) => {
    if (engine.recoverFrom(error)) return;
    logger.error({ err: error }, "the engine failed");
    process.exit(1);
  });
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGINT"));
  process.on("disconnect", () => end("the parent process is gone"));
  try {
    const registration = await engine.start();
    if (registration)
      process.stderr.write(
        `${JSON.stringify({ level: "info", component: "executor", event: "registered", ...registration })}\n`,
      );
  } catch (error) {
    if (error instanceof RegistrationRefusedError)
      logger.error({ problems: error.problems }, "functions refused at registration");
    else logger.error({ err: error }, "the engine could not start");
    process.exit(1);
  }
}

void main();
