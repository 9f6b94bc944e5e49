import { z } from "zod";
import { failRun } from "@/lib/runs/failRun";
import { jobContext } from "./job-context";

/** The event that started the failed function stands inside the event of its failure. */
const failure = z.object({
  data: z.object({ event: z.object({ data: z.object({ ownerId: z.uuid(), runId: z.uuid() }) }) }),
});

/** What a run's function does once its retries are spent: the run ends, with one sentence for its owner. */
export function runFailed(functionId: string, sentence: string) {
  return async ({ event }: { event: unknown }): Promise<void> => {
    const { ownerId, runId } = failure.parse(event).data.event.data;
    await failRun(jobContext(ownerId, functionId), runId, sentence);
  };
}
