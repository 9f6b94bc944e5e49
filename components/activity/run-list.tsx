"use client";

import Link from "next/link";
import { useLive, type LiveRun } from "@/components/frame/live";
import { Badge, type Meaning } from "@/components/ui/badge";
import { RUN_NAMES, RUN_STATUS_NAMES } from "@/components/words";
import type { RunStatus } from "@/lib/domain/run";
import { RunFacts } from "./run-facts";

const MEANINGS: Record<RunStatus, Meaning> = {
  queued: "unknown",
  running: "ask",
  completed: "sure",
  failed: "wrong",
  cancelled: "ignored",
};

/** The latest runs, following those that go on. */
export function RunList({ initial }: { initial: LiveRun[] }) {
  const { state } = useLive();
  return (
    <ul className="-my-2 divide-y divide-rule">
      {(state?.runs ?? initial).map((run) => (
        <li key={run.id} className="py-3">
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{RUN_NAMES[run.kind]}</span>
            <Badge meaning={MEANINGS[run.status]}>{RUN_STATUS_NAMES[run.status]}</Badge>
            {run.kind === "enrichment" && (run.progress.by_outcome.applied ?? 0) > 0 ? (
              <Link
                href={`/activity?run=${run.id}`}
                className="ml-auto text-[13px] text-groove underline-offset-2 hover:underline"
              >
                What it decided
              </Link>
            ) : null}
          </div>
          <RunFacts run={run} />
        </li>
      ))}
    </ul>
  );
}
