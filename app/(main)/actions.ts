"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { runAction, type ActionResult } from "@/lib/api/action";
import { ok } from "@/lib/domain/errors";
import { startEnrichment } from "@/lib/enrichment/startEnrichment";
import { cancelRun } from "@/lib/runs/cancelRun";

const nothing = z.undefined();

export async function startEnrichmentAction(): Promise<ActionResult<{ runId: string }>> {
  const result = await runAction(nothing, undefined, async (ctx) => {
    const { run } = await startEnrichment(ctx, { triggeredBy: "dashboard" });
    return ok({ runId: run.id });
  });
  refresh();
  return result;
}

export async function cancelRunAction(runId: string): Promise<ActionResult<null>> {
  const result = await runAction(z.uuid(), runId, async (ctx, id) => {
    const cancelled = await cancelRun(ctx, id);
    return cancelled.ok ? ok(null) : cancelled;
  });
  refresh();
  return result;
}
