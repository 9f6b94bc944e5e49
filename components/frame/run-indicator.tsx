"use client";

import Link from "next/link";
import { RUN_NAMES } from "@/components/words";
import { useLive, useLiveRun } from "./live";

/** A thin line of progress and one sentence, on every page while a run goes on. */
export function RunIndicator() {
  const run = useLiveRun();
  const { stale } = useLive();
  if (stale) {
    return (
      <p role="status" className="truncate text-[13px] text-ask">
        <span className="max-sm:sr-only">Connection lost, trying again …</span>
        <span aria-hidden className="sm:hidden">
          Offline
        </span>
      </p>
    );
  }
  if (!run) return null;
  const { done, total } = run.progress;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <Link
      href="/activity"
      className="figures flex min-w-0 items-center gap-3 text-[13px] text-ink-2 hover:text-ink"
    >
      <span className="hidden h-1 w-24 overflow-hidden rounded-full bg-rule sm:block" aria-hidden>
        <span
          className="block h-full bg-groove transition-[width] duration-100"
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="truncate">
        <span className="max-sm:sr-only">{RUN_NAMES[run.kind]}: </span>
        {run.status === "queued"
          ? "starting"
          : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`}
      </span>
    </Link>
  );
}
