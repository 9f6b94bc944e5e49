import { json, route } from "@/lib/api/route";
import { startEnrichment } from "@/lib/enrichment/startEnrichment";

export const POST = route({}, async ({ ctx }) => {
  const { run, started } = await startEnrichment(ctx, { triggeredBy: "manual_api" });
  return started
    ? json({ job_id: run.id, message: "Enrichment job queued successfully" }, { status: 202 })
    : json({ job_id: run.id, message: "Enrichment job already running" });
});
