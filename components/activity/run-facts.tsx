"use client";

import type { LiveRun } from "@/components/frame/live";
import { RelativeTime } from "@/components/ui/time";
import { count, OUTCOME_NAMES, PROVIDER_NAMES, SCAN_OUTCOME_NAMES } from "@/components/words";
import { RUN_OUTCOMES } from "@/lib/domain/run";
import type { Provider } from "@/lib/domain/entity";

/** What a run did so far: progress while it goes on, outcomes, requests, and what it waits for. */
export function RunFacts({ run }: { run: LiveRun }) {
  const { done, total, by_outcome: outcomes } = run.progress;
  const live = run.status === "queued" || run.status === "running";
  const names = run.kind === "scan" ? { ...OUTCOME_NAMES, ...SCAN_OUTCOME_NAMES } : OUTCOME_NAMES;
  const parts = RUN_OUTCOMES.filter((outcome) => outcomes[outcome]).map(
    (outcome) => `${(outcomes[outcome] ?? 0).toLocaleString("en")} ${names[outcome]}`,
  );
  const requests = Object.entries(run.requests).map(
    ([provider, amount]) =>
      `${PROVIDER_NAMES[provider as Provider] ?? provider} ${amount.toLocaleString("en")}`,
  );
  return (
    <div className="mt-1 flex flex-col gap-1 text-ink-2">
      {live ? (
        <div className="flex flex-col gap-2 py-1">
          <div
            role="progressbar"
            aria-label="Progress"
            aria-valuemin={0}
            aria-valuemax={Math.max(total, 1)}
            aria-valuenow={done}
            className="h-1.5 max-w-xl overflow-hidden rounded-full bg-rule"
          >
            <div
              className="h-full bg-groove transition-[width] duration-100"
              style={{ width: `${total > 0 ? Math.min(100, (100 * done) / total) : 0}%` }}
            />
          </div>
          <p className="figures">
            {run.status === "queued"
              ? "Starting …"
              : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`}
            {parts.length > 0 ? ` · ${parts.join(" · ")}` : ""}
          </p>
        </div>
      ) : (
        <p className="figures">
          {run.finished_at ? (
            <>
              <RelativeTime at={run.finished_at} />
              {run.status === "completed" ? "" : `, ${run.status}`}
              {": "}
            </>
          ) : null}
          {parts.length > 0 ? parts.join(" · ") : "nothing was due"}
        </p>
      )}
      {requests.length > 0 ? (
        <p className="figures text-[13px] text-ink-3">Requests: {requests.join(" · ")}</p>
      ) : null}
      {run.waiting_for.length > 0 ? (
        <p className="text-[13px] text-ask">
          {run.waiting_for.map((provider) => PROVIDER_NAMES[provider as Provider] ?? provider).join(", ")}{" "}
          waits for you to connect it; the others were asked without it.
        </p>
      ) : null}
      {run.error ? <p className="text-wrong">{run.error}</p> : null}
      <span className="sr-only">{count(done, "entry", "entries")} settled.</span>
    </div>
  );
}
