import { relative, sep } from "node:path";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { markGone, markSeen, recount } from "@/db/queries/import";
import { adoptMoved } from "@/db/queries/moved";
import { announceChange } from "@/db/queries/outbox";
import { findRun, type RunRow } from "@/db/queries/runs";
import { run, track } from "@/db/schema";
import { isLive } from "@/lib/domain/run";
import type { Context } from "@/lib/server/context";
import { importTracks } from "./import/importTracks";
import type { LineResult } from "./import/line";
import { NOT_AUDIO, scanFolder } from "./scan/scanFolder";
import type { FoundFile } from "./scan/walk";

export interface ScanBatchResult {
  /** Where the next batch goes on; absent when the folder is through or the run over. */
  after?: string;
  over?: boolean;
  /** Something could not be read, so that what was not seen may still be there. */
  incomplete: boolean;
}

/**
 * Scans the next files of a run's folder and imports them, all in one step of the job. Files that are as they were at
 * the last scan are only noted as seen.
 */
export async function scanBatch(
  ctx: Context,
  input: { runId: string; after?: string; files: number },
): Promise<ScanBatchResult> {
  const { ownerId } = ctx;
  const current = await ctx.db.read((tx) => findRun(tx, ownerId, input.runId));
  const place = placeOf(current);
  if (!current || !isLive(current.status) || !place) return { over: true, incomplete: true };
  const { root, folder } = place;

  const lines: LineResult[] = [];
  const unchanged: string[] = [];
  const broken: string[] = [];
  let incomplete = false;
  let last: string | undefined;
  let seen = 0;
  const unchangedOf = (files: FoundFile[]) => unchangedFiles(ctx, root, files);
  for await (const event of scanFolder(folder, { unchanged: unchangedOf, after: input.after })) {
    if (event.kind === "track")
      lines.push({ line: lines.length + 1, value: { ...event.line, path: relative(root, event.path) } });
    else if (event.kind === "unchanged") unchanged.push(relative(root, event.path));
    else {
      broken.push(event.path);
      // A file that is no music (any more) is still there; a folder that cannot be read hides what is in it.
      if (event.reason === NOT_AUDIO) unchanged.push(relative(root, event.path));
      else incomplete = true;
      ctx.logger.info({ path: event.path, reason: event.reason }, "not scanned");
    }
    last = event.path;
    if (++seen >= input.files) break;
  }

  const imported = await importTracks(ctx, {
    source: root,
    complete: false,
    partOf: input.runId,
    lines: (async function* () {
      yield* lines;
    })(),
  });
  await ctx.db.transaction(async (tx) => {
    await markSeen(tx, ownerId, root, input.runId, unchanged);
    await tx
      .update(run)
      .set({
        status: "running",
        startedAt: current.startedAt ?? ctx.clock.now(),
        done: sql`${run.done} + ${seen}::int`,
        total: sql`${run.done} + ${seen}::int`,
        byOutcome: addCounts(current.byOutcome, {
          applied: imported.tracks_added + imported.tracks_updated,
          unchanged: unchanged.length,
          failed: broken.length + imported.rejected.length,
        }),
      })
      .where(
        and(eq(run.ownerId, ownerId), eq(run.id, input.runId), inArray(run.status, ["queued", "running"])),
      );
    await announceChange(tx, ownerId);
  });
  return { after: seen >= input.files ? last : undefined, incomplete };
}

/** Where a scan works; see startScan. */
function placeOf(row: RunRow | null): { root: string; folder: string } | null {
  const { root, folder } = row?.params ?? {};
  return typeof root === "string" && typeof folder === "string" ? { root, folder } : null;
}

/** Which of these files are as they were when their source was last scanned. */
async function unchangedFiles(ctx: Context, root: string, files: FoundFile[]): Promise<Set<string>> {
  const byPath = new Map(files.map((file) => [relative(root, file.path), file]));
  const rows = await ctx.db.read((tx) =>
    tx
      .select({ path: track.path, size: track.fileSize, modifiedMs: track.fileModifiedMs })
      .from(track)
      .where(
        and(
          eq(track.ownerId, ctx.ownerId),
          eq(track.source, root),
          inArray(track.path, [...byPath.keys()]),
          isNull(track.goneAt),
        ),
      ),
  );
  const same = rows.flatMap(({ path, size, modifiedMs }) => {
    const file = byPath.get(path);
    return file && file.size === size && file.modifiedMs === modifiedMs ? [file.path] : [];
  });
  return new Set(same);
}

function addCounts(before: Record<string, number>, more: Record<string, number>): Record<string, number> {
  const sum = { ...before };
  for (const [key, count] of Object.entries(more)) if (count > 0) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

/** Ends a scan. Only one that read everything may say that the files it did not meet are gone. */
export async function finishScan(ctx: Context, input: { runId: string; complete: boolean }): Promise<void> {
  const { ownerId } = ctx;
  await ctx.db.transaction(async (tx) => {
    const current = await findRun(tx, ownerId, input.runId);
    const place = placeOf(current);
    if (!current || !isLive(current.status) || !place) return;
    const { root, folder } = place;
    const below = root === folder ? "" : `${relative(root, folder)}${sep}`;
    if (input.complete) await markGone(tx, ownerId, root, input.runId, ctx.clock.now(), below);
    await adoptMoved(tx, ownerId, root, input.runId);
    await recount(tx, ownerId);
    await tx
      .update(run)
      .set({ status: "completed", finishedAt: ctx.clock.now() })
      .where(and(eq(run.ownerId, ownerId), eq(run.id, input.runId)));
    await announceChange(tx, ownerId);
  });
}
