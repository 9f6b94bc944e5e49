import { eventType } from "inngest";
import { z } from "zod";

const ofOwner = z.object({ ownerId: z.uuid() });
const ofRun = ofOwner.extend({ runId: z.uuid() });

/** The events that use cases write to the outbox, by the names they give them. */
export const enrichmentRequested = eventType("enrichment/run.requested", { schema: ofRun });
export const scanRequested = eventType("library/scan.requested", { schema: ofRun });
export const runCancelled = eventType("run/cancelled", { schema: ofRun });
export const artworkQueued = eventType("artwork/queued", { schema: ofOwner });
