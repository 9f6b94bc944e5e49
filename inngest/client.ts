import { Inngest } from "inngest";
import { usesEmbeddedEngine } from "@/lib/server/env";
import { rawClient } from "@/lib/server/database";
import { logger } from "@/lib/server/logger";
import { createEventFetch } from "./executor";

/** Connects at the first event, not when the module is loaded: the build loads it without a database. */
const embeddedFetch: typeof globalThis.fetch = (input, init) => createEventFetch(rawClient())(input, init);

/**
 * The app as Inngest knows it. With the embedded engine, events go straight into PostgreSQL; with the Inngest variables
 * set they go to that server, and the SDK reads its keys from the environment.
 */
export const inngest = new Inngest({
  id: "linernotes",
  checkpointing: false,
  logger,
  ...(usesEmbeddedEngine()
    ? { isDev: false, eventKey: "embedded", baseUrl: "http://127.0.0.1", fetch: embeddedFetch }
    : {}),
});
