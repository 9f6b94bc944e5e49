import { finishScan, scanBatch } from "@/lib/library/scanBatch";
import { inngest } from "../client";
import { runCancelled, scanRequested } from "../events";
import { jobContext } from "./job-context";
import { runFailed } from "./run-failed";

const ID = "scan-folder";
/** 900 steps of 2,000 files are 1.8 million. */
const FILES_A_STEP = 2_000;
const MOST_STEPS = 900;

/** Scans a folder of the server into the library, in steps that go on where the last one stopped. */
export const scanFolderFunction = inngest.createFunction(
  {
    id: ID,
    retries: 5,
    triggers: [scanRequested],
    concurrency: { limit: 1, key: "event.data.ownerId" },
    cancelOn: [{ event: runCancelled.name, if: "event.data.runId == async.data.runId" }],
    onFailure: runFailed(ID, "The scan broke off. Start it again: what was read is kept."),
  },
  async ({ event, step }) => {
    const { ownerId, runId } = event.data;
    let after: string | undefined;
    let complete = true;
    for (let n = 0; n < MOST_STEPS; n++) {
      const batch = await step.run(`files-${n}`, () =>
        scanBatch(jobContext(ownerId, ID), { runId, after, files: FILES_A_STEP }),
      );
      if (batch.over) return;
      complete &&= !batch.incomplete;
      after = batch.after;
      if (after === undefined) break;
    }
    await step.run("finish", () =>
      finishScan(jobContext(ownerId, ID), { runId, complete: complete && after === undefined }),
    );
  },
);
