"use server";

import { z } from "zod";
import { runAction, type ActionResult } from "@/lib/api/action";
import { startScan } from "@/lib/library/startScan";

export async function startScanAction(folder: string): Promise<ActionResult<{ runId: string }>> {
  return runAction(z.string().trim().min(1).max(4_096), folder, (ctx, path) =>
    startScan(ctx, { folder: path }),
  );
}
