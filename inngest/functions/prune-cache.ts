import { cron } from "inngest";
import { pruneCache } from "@/lib/providers/gateway/cache";
import { systemClock } from "@/lib/server/clock";
import { database } from "@/lib/server/database";
import { inngest } from "../client";

/** Removes provider answers past their age, as the providers' terms ask. */
export const pruneCacheHourly = inngest.createFunction(
  { id: "prune-cache", retries: 3, triggers: [cron("17 * * * *")] },
  async ({ step }) => {
    await step.run("prune", () => pruneCache(database(), systemClock.now()));
  },
);
