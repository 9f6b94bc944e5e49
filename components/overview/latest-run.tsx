"use client";

import { Play, Square } from "lucide-react";
import { useState, useTransition } from "react";
import { callAction, type ActionAnswer } from "@/components/action";
import { useLive, type LiveRun } from "@/components/frame/live";
import { RunFacts } from "@/components/activity/run-facts";
import { Button } from "@/components/ui/button";

/** The run that goes on, or the last one, with the button to start the next. */
export function LatestRun({
  initial,
  needed,
  start,
  cancel,
}: {
  initial: LiveRun | null;
  needed: boolean;
  start: () => Promise<ActionAnswer>;
  cancel: (runId: string) => Promise<ActionAnswer>;
}) {
  const { state } = useLive();
  const run = state?.runs.find((each) => each.kind === "enrichment") ?? initial;
  const live = run?.status === "queued" || run?.status === "running";
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, startTransition] = useTransition();

  const act = (work: () => Promise<ActionAnswer>) =>
    startTransition(async () => {
      const result = await callAction(work);
      setProblem(result.ok ? null : result.message);
    });

  return (
    <section aria-label="Enrichment" className="rounded-md border border-rule bg-sheet p-4">
      <div className="flex flex-col items-start justify-between gap-3 sm:flex-row">
        <div className="w-full min-w-0 flex-1">
          <h2>{live ? "Enrichment is running" : run ? "Last enrichment" : "Enrichment"}</h2>
          {run ? (
            <RunFacts run={run} />
          ) : (
            <p className="mt-1 text-ink-2">Your library was not looked up yet.</p>
          )}
        </div>
        {live ? (
          <Button disabled={busy} onClick={() => act(() => cancel(run.id))}>
            <Square aria-hidden /> Stop
          </Button>
        ) : (
          <Button variant={needed ? "primary" : "plain"} disabled={busy} onClick={() => act(start)}>
            <Play aria-hidden /> {needed ? "Enrich now" : "Look again"}
          </Button>
        )}
      </div>
      {problem ? (
        <p role="alert" className="mt-3 rounded-md bg-wrong-tint px-3 py-2 text-wrong">
          {problem}
        </p>
      ) : null}
    </section>
  );
}
