import { CheckCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { FilterLinks } from "@/components/ui/filter-links";
import { ReviewList } from "@/components/review/list";
import { ReviewSession } from "@/components/review/session";
import { Button } from "@/components/ui/button";
import { StateNote } from "@/components/ui/state";
import { count, PROVIDER_NAMES } from "@/components/words";
import { reviewCounts, reviewEntities } from "@/db/queries/review";
import { pageContext } from "@/lib/api/page";
import { PROVIDERS, type Provider } from "@/lib/domain/entity";
import { applyCandidateAction, rejectCandidateAction, undoDecisionAction } from "./actions";

export const metadata: Metadata = { title: "Review" };

const PAGE = 20;

const filters = z.object({
  type: z.enum(["artist", "album"]).optional().catch(undefined),
  provider: z.enum(PROVIDERS).optional().catch(undefined),
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

export default async function ReviewPage({ searchParams }: PageProps<"/review">) {
  const ctx = await pageContext();
  const { type, provider, from } = filters.parse(await searchParams);
  const { entities, counts } = await ctx.db.read(async (tx) => ({
    entities: await reviewEntities(tx, ctx.ownerId, { type, provider, limit: PAGE + 1, offset: from }),
    counts: await reviewCounts(tx, ctx.ownerId),
  }));
  const shown = entities.slice(0, PAGE);
  const at = (change: { type?: string; provider?: string; from?: number }) =>
    address({ type, provider, ...change });

  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1>Review</h1>
        <p className="mt-1 text-ink-2">
          {counts.entities === 0
            ? "Nothing waits for you."
            : `${count(counts.entities, "entry needs", "entries need")} a choice. Percentages say how sure each one is; everything can be undone.`}
        </p>
      </header>
      {counts.entities > 0 ? (
        <nav aria-label="Filter" className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <FilterLinks
            label="Kind"
            items={[
              { word: "All", href: at({ type: undefined }), on: !type, amount: counts.entities },
              {
                word: "Artists",
                href: at({ type: "artist" }),
                on: type === "artist",
                amount: counts.artists,
              },
              { word: "Albums", href: at({ type: "album" }), on: type === "album", amount: counts.albums },
            ]}
          />
          <FilterLinks
            label="Provider"
            items={[
              { word: "Any provider", href: at({ provider: undefined }), on: !provider },
              ...Object.entries(counts.by_provider).map(([name, amount]) => ({
                word: PROVIDER_NAMES[name as Provider],
                href: at({ provider: name }),
                on: provider === name,
                amount,
              })),
            ]}
          />
        </nav>
      ) : null}
      <ReviewSession apply={applyCandidateAction} reject={rejectCandidateAction} undo={undoDecisionAction}>
        <ReviewList
          key={`${type}-${provider}-${from}`}
          entities={shown}
          more={entities.length > PAGE}
          empty={
            <Nothing
              filtered={counts.entities > 0 && (type !== undefined || provider !== undefined || from > 0)}
            />
          }
        />
      </ReviewSession>
      {from > 0 || entities.length > PAGE ? (
        <nav aria-label="Pages" className="flex justify-between">
          {from > 0 ? (
            <Button asChild>
              <Link href={at({ from: Math.max(0, from - PAGE) })}>Earlier ones</Link>
            </Button>
          ) : (
            <span />
          )}
          {entities.length > PAGE ? (
            <Button asChild>
              <Link href={at({ from: from + PAGE })}>More</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <StateNote
      icon={CheckCheck}
      title="Nothing under this filter"
      action={
        <Button asChild>
          <Link href="/review">Show all</Link>
        </Button>
      }
    />
  ) : (
    <StateNote
      icon={CheckCheck}
      title="All settled"
      action={
        <Button asChild>
          <Link href="/library/artists">Look at the library</Link>
        </Button>
      }
    >
      What Linernotes is not sure about comes here, with the reasons for and against.
    </StateNote>
  );
}

function address(query: { type?: string; provider?: string; from?: number }): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, String(value));
  return search.size > 0 ? `/review?${search}` : "/review";
}
