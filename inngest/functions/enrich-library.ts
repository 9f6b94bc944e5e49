import { beginEnrichment } from "@/lib/enrichment/beginEnrichment";
import { finishEnrichment, type ProviderEnd } from "@/lib/enrichment/finishEnrichment";
import type { EnrichingProvider } from "@/lib/providers/registry";
import { inngest } from "../client";
import { enrichmentRequested, runCancelled } from "../events";
import { jobContext } from "./job-context";
import { runFailed } from "./run-failed";
import { lookups, type LookupEnd } from "./lookup";

const ID = "enrich-library";

/** An enrichment run: all providers at the same time, each with its own pace. */
export const enrichLibrary = inngest.createFunction(
  {
    id: ID,
    retries: 8,
    triggers: [enrichmentRequested],
    concurrency: { limit: 1, key: "event.data.ownerId" },
    cancelOn: [{ event: runCancelled.name, if: "event.data.runId == async.data.runId" }],
    onFailure: runFailed(ID, "The run broke off. What it had settled is kept; start it again."),
  },
  async ({ event, step }) => {
    const { ownerId, runId } = event.data;
    const begun = await step.run("begin", () => beginEnrichment(jobContext(ownerId, ID), runId));
    if (!begun) return;

    const ask = async (provider: EnrichingProvider): Promise<ProviderEnd> => {
      for (let round = 0; ; round++) {
        const end = (await step.invoke(`${provider}-${round}`, {
          function: lookups[provider],
          data: { ownerId, runId },
        })) as LookupEnd;
        if (end !== "more") return end;
      }
    };
    const ends = await Promise.all(
      begun.providers.map(async (provider) => [provider, await ask(provider)] as const),
    );
    await step.run("finish", () =>
      finishEnrichment(jobContext(ownerId, ID), runId, Object.fromEntries(ends)),
    );
  },
);
