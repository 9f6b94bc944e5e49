import { invoke } from "inngest";
import { z } from "zod";
import { enrichBatch, FAILURES_IN_ROW } from "@/lib/enrichment/enrichBatch";
import type { ProviderEnd } from "@/lib/enrichment/finishEnrichment";
import type { EnrichingProvider } from "@/lib/providers/registry";
import { inngest } from "../client";
import { runCancelled } from "../events";
import { ENTITIES_A_STEP, lookupFlow, STEPS_A_RUN } from "./flow-control";
import { jobContext } from "./job-context";

/** "more": the run has used up its steps; the caller starts another one. */
export type LookupEnd = ProviderEnd | "more";

/** Asks one provider about everything that is due there, batch by batch. */
function lookupFunction(provider: EnrichingProvider) {
  const id = `lookup-${provider}`;
  return inngest.createFunction(
    {
      id,
      retries: 8,
      triggers: [invoke(z.object({ ownerId: z.uuid(), runId: z.uuid() }))],
      cancelOn: [{ event: runCancelled.name, if: "event.data.runId == async.data.runId" }],
      ...lookupFlow(provider),
    },
    async ({ event, step }): Promise<LookupEnd> => {
      const { ownerId, runId } = event.data;
      let failures = 0;
      let answers = 0;
      for (let n = 0; n < STEPS_A_RUN / 2; n++) {
        const batch = await step.run(`batch-${n}`, () =>
          enrichBatch(jobContext(ownerId, id), { runId, provider, size: ENTITIES_A_STEP }),
        );
        failures =
          batch.failuresInRow === batch.processed ? failures + batch.failuresInRow : batch.failuresInRow;
        answers += batch.processed - batch.failuresInRow;
        if (failures >= FAILURES_IN_ROW) return "down";
        // A small library has fewer questions than that: where none was answered, the provider was down as well.
        if (batch.next === "done") return failures > 0 && answers === 0 ? "down" : "done";
        if (batch.next === "over") return "done";
        if (batch.next === "deferred" || batch.next === "waiting") return batch.next;
        if (batch.next === "paused" && batch.until) await step.sleepUntil(`pause-${n}`, batch.until);
      }
      return "more";
    },
  );
}

export const lookups = {
  spotify: lookupFunction("spotify"),
  musicbrainz: lookupFunction("musicbrainz"),
  deezer: lookupFunction("deezer"),
} satisfies Record<EnrichingProvider, unknown>;
