import { History } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { DecisionLine } from "@/components/activity/decision-line";
import { RunList } from "@/components/activity/run-list";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { StateNote } from "@/components/ui/state";
import { listDecisions } from "@/db/queries/decisions";
import { listRuns } from "@/db/queries/runs";
import { pageContext } from "@/lib/api/page";
import { presentRun } from "@/lib/runs/presentRun";
import { undoDecisionAction } from "../review/actions";

export const metadata: Metadata = { title: "Activity" };

const PAGE = 50;
const RUNS = 10;

const filters = z.object({
  before: z.uuid().optional().catch(undefined),
  run: z.uuid().optional().catch(undefined),
});

export default async function ActivityPage({ searchParams }: PageProps<"/activity">) {
  const ctx = await pageContext();
  const { before, run } = filters.parse(await searchParams);
  const { runs, decisions } = await ctx.db.read(async (tx) => ({
    runs: await listRuns(tx, ctx.ownerId, { limit: RUNS }),
    decisions: await listDecisions(tx, ctx.ownerId, { before, runId: run, limit: PAGE + 1 }),
  }));
  const shown = decisions.slice(0, PAGE);
  const older = new URLSearchParams({ ...(run ? { run } : {}), before: shown.at(-1)?.id ?? "" });
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1>Activity</h1>
        <p className="mt-1 text-ink-2">
          Every run and every decision, yours and the automatic ones. Each can be undone.
        </p>
      </header>
      {runs.length > 0 ? (
        <Panel title="Runs">
          <RunList initial={runs.map(presentRun)} />
        </Panel>
      ) : null}
      <Panel
        title={run ? "Decisions of this run" : "Decisions"}
        aside={
          run ? (
            <Link href="/activity" className="underline-offset-2 hover:underline">
              All decisions
            </Link>
          ) : null
        }
      >
        {shown.length === 0 ? (
          <StateNote icon={History} title="Nothing was decided yet" framed={false}>
            Matches that are applied, by you or by a run, are listed here with their reasons.
          </StateNote>
        ) : (
          <ul className="-my-1 divide-y divide-rule">
            {shown.map((decision) => (
              <DecisionLine
                key={decision.id}
                decision={{ ...decision, at: decision.at.toISOString() }}
                undo={undoDecisionAction}
              />
            ))}
          </ul>
        )}
      </Panel>
      {before || decisions.length > PAGE ? (
        <nav aria-label="Pages" className="flex justify-between">
          {before ? (
            <Button asChild>
              <Link href={run ? `/activity?run=${run}` : "/activity"}>Newest</Link>
            </Button>
          ) : (
            <span />
          )}
          {decisions.length > PAGE ? (
            <Button asChild>
              <Link href={`/activity?${older}`}>Older</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}
