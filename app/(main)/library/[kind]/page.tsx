import { Disc3 } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { LibraryTable } from "@/components/library/table";
import { Button } from "@/components/ui/button";
import { FilterLinks } from "@/components/ui/filter-links";
import { StateNote } from "@/components/ui/state";
import { TabLinks } from "@/components/ui/tab-links";
import { LIBRARY_STATE_NAMES } from "@/components/words";
import { LIBRARY_STATES, listLibrary, type LibraryState } from "@/db/queries/library";
import { pageContext } from "@/lib/api/page";
import { imagePath } from "@/lib/library/presentEntity";

const PAGE = 100;
const KINDS = { artists: "artist", albums: "album", tracks: "track" } as const;
const TITLES = { artists: "Artists", albums: "Albums", tracks: "Tracks" } as const;

const filters = z.object({
  q: z.string().trim().max(300).catch(""),
  state: z.enum(LIBRARY_STATES).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});

type Kind = keyof typeof KINDS;

function isKind(kind: string): kind is Kind {
  return kind in KINDS;
}

export async function generateMetadata({ params }: PageProps<"/library/[kind]">): Promise<Metadata> {
  const { kind } = await params;
  return { title: isKind(kind) ? TITLES[kind] : "Library" };
}

export default async function LibraryListPage({ params, searchParams }: PageProps<"/library/[kind]">) {
  const { kind } = await params;
  if (!isKind(kind)) notFound();
  const ctx = await pageContext();
  const { q, state, after } = filters.parse(await searchParams);
  const rows = await ctx.db.read((tx) =>
    listLibrary(tx, ctx.ownerId, KINDS[kind], { q, state, after, limit: PAGE + 1 }),
  );
  const shown = rows.slice(0, PAGE);
  const at = (change: { kind?: Kind; q?: string; state?: LibraryState; after?: string }) =>
    address({ kind, q, state, ...change });
  const filtered = q !== "" || state !== undefined || after !== undefined;

  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1>Library</h1>
        <Button asChild>
          <Link href="/add">Add music</Link>
        </Button>
      </header>
      <TabLinks
        label="Kind"
        items={(Object.keys(KINDS) as Kind[]).map((each) => ({
          word: TITLES[each],
          href: address({ kind: each, q }),
          on: each === kind,
        }))}
      />
      {shown.length > 0 || filtered ? (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Form
            action={`/library/${kind}`}
            role="search"
            aria-label="This list"
            className="flex w-full gap-2 sm:w-80"
          >
            <input
              key={q}
              type="search"
              name="q"
              defaultValue={q}
              maxLength={300}
              autoComplete="off"
              aria-label={`Search ${TITLES[kind].toLowerCase()}`}
              placeholder={`Search ${TITLES[kind].toLowerCase()} by name`}
              className="h-8 min-w-0 flex-1 rounded-md border border-rule bg-sheet px-2.5 text-[13px] placeholder:text-ink-3"
            />
            {state ? <input type="hidden" name="state" value={state} /> : null}
            <Button type="submit">Search</Button>
          </Form>
          <nav aria-label="Filter">
            <FilterLinks
              label="State"
              items={[
                { word: "Any state", href: at({ state: undefined }), on: !state },
                ...LIBRARY_STATES.map((each) => ({
                  word: LIBRARY_STATE_NAMES[each],
                  href: at({ state: each }),
                  on: state === each,
                })),
              ]}
            />
          </nav>
        </div>
      ) : null}
      {shown.length > 0 ? (
        <LibraryTable kind={KINDS[kind]} rows={shown.map((row) => ({ ...row, image: imagePath(row) }))} />
      ) : (
        <StateNote
          icon={Disc3}
          title={filtered ? "Nothing fits this filter" : "Your library is empty"}
          action={
            filtered ? (
              <Button asChild>
                <Link href={`/library/${kind}`}>Clear the filter</Link>
              </Button>
            ) : (
              <Button asChild variant="primary">
                <Link href="/add">Add music</Link>
              </Button>
            )
          }
        >
          {filtered ? null : "Scan a folder or send a list; your files stay where they are."}
        </StateNote>
      )}
      {after || rows.length > PAGE ? (
        <nav aria-label="Pages" className="flex justify-between">
          {after ? (
            <Button asChild>
              <Link href={at({ after: undefined })}>Back to the start</Link>
            </Button>
          ) : (
            <span />
          )}
          {rows.length > PAGE ? (
            <Button asChild>
              <Link href={at({ after: shown.at(-1)?.id })}>Next {PAGE}</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

function address({
  kind,
  ...query
}: {
  kind: Kind;
  q?: string;
  state?: LibraryState;
  after?: string;
}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  return search.size > 0 ? `/library/${kind}?${search}` : `/library/${kind}`;
}
