import { fetchQueuedArtwork } from "@/lib/artwork/fetchQueuedArtwork";
import { inngest } from "../client";
import { artworkQueued } from "../events";
import { jobContext } from "./job-context";

const ID = "fetch-images";
const IMAGES_A_STEP = 20;
const MOST_STEPS = 900;

/** Fetches the pictures that wait, after a match was applied. */
export const fetchImages = inngest.createFunction(
  { id: ID, retries: 5, triggers: [artworkQueued], concurrency: { limit: 1, key: "event.data.ownerId" } },
  async ({ event, step }) => {
    for (let n = 0; n < MOST_STEPS; n++) {
      const tried = await step.run(`images-${n}`, () =>
        fetchQueuedArtwork(jobContext(event.data.ownerId, ID), { limit: IMAGES_A_STEP }),
      );
      if (tried === 0) return;
    }
  },
);
