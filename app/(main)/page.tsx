import { ArrowRight, FolderInput } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Coverage } from "@/components/overview/coverage";
import { DecisionLine } from "@/components/activity/decision-line";
import { LatestRun } from "@/components/overview/latest-run";
import { ProviderHealth } from "@/components/overview/provider-health";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { StateNote } from "@/components/ui/state";
import { count } from "@/components/words";
import { listDecisions } from "@/db/queries/decisions";
import { countQuestions, readBudgets, readCoverage } from "@/db/queries/overview";
import { listRuns } from "@/db/queries/runs";
import { pageContext } from "@/lib/api/page";
import { askableProviders } from "@/lib/enrichment/askableProviders";
import { readStatus } from "@/lib/enrichment/readStatus";
import { presentRun } from "@/lib/runs/presentRun";

import { cancelRunAction, startEnrichmentAction } from "./actions";

export const metadata: Metadata = { title: "Overview" };

/** About what a decision takes a person, for the estimate in the first sentence. */
const SECONDS_A_DECISION = 4;

export default async function OverviewPage() {
  const ctx = await pageContext();
  const [status, page] = await Promise.all([
    readStatus(ctx),
    ctx.db.read(async (tx) => {
      const askable = await askableProviders(tx, ctx.ownerId);
      return {
        askable,
        coverage: await readCoverage(tx, ctx.ownerId, [...askable.providers, ...askable.waitingFor]),
        questions: await countQuestions(tx, ctx.ownerId),
        budgets: await readBudgets(tx),
        runs: await listRuns(tx, ctx.ownerId, { kind: "enrichment", limit: 1 }),
        decisions: await listDecisions(tx, ctx.ownerId, { limit: 6 }),
      };
    }),
  ]);
  const tracks = page.coverage.find((row) => row.kind === "track")?.total ?? 0;
  const latest = page.runs[0];

  if (tracks === 0 && !latest) {
    return (
      <>
        <h1 className="mb-4">Overview</h1>
        <StateNote
          icon={FolderInput}
          title="Your library is empty"
          action={
            <Button asChild variant="primary">
              <Link href="/add">Add music</Link>
            </Button>
          }
        >
          Point Linernotes at your music folder or send it a list. It reads tags, never changes a file, and
          then links your artists and albums to Spotify, MusicBrainz and Deezer.
        </StateNote>
      </>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1>Overview</h1>
          <p className="mt-1 text-ink-2">
            {sentence(page.questions, status.is_enrichment_needed, status.is_running)}
          </p>
        </div>
        {page.questions > 0 ? (
          <Button asChild variant="primary" size="wide">
            <Link href="/review">
              Review {count(page.questions, "match", "matches")} <ArrowRight aria-hidden />
            </Link>
          </Button>
        ) : null}
      </header>
      <LatestRun
        initial={latest ? presentRun(latest) : null}
        needed={status.is_enrichment_needed}
        start={startEnrichmentAction}
        cancel={cancelRunAction}
      />
      <Panel
        title="Coverage"
        aside={<span className="figures">{count(tracks, "track")} in your library</span>}
      >
        <Coverage rows={page.coverage} />
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="Providers">
          <ProviderHealth
            budgets={page.budgets}
            waitingFor={page.askable.waitingFor}
            asked={page.askable.providers}
          />
        </Panel>
        <Panel
          title="Recent decisions"
          aside={
            <Link href="/activity" className="underline-offset-2 hover:underline">
              All activity
            </Link>
          }
        >
          {page.decisions.length === 0 ? (
            <p className="text-ink-2">Nothing was decided yet.</p>
          ) : (
            <ul className="-my-1 divide-y divide-rule">
              {page.decisions.map((decision) => (
                <DecisionLine key={decision.id} decision={{ ...decision, at: decision.at.toISOString() }} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  );
}

function sentence(questions: number, needed: boolean, running: boolean): string {
  if (questions > 0) {
    const minutes = Math.ceil((questions * SECONDS_A_DECISION) / 60);
    return `${count(questions, "match waits", "matches wait")} for you, about ${count(minutes, "minute")}.`;
  }
  if (running) return "Linernotes is asking the providers. Nothing waits for you yet.";
  return needed
    ? "Some of your library was not looked up yet."
    : "Everything that can be known is settled. Nothing waits for you.";
}
