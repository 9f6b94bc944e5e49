import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/frame/account-menu";
import { LiveProvider } from "@/components/frame/live";
import { Rail } from "@/components/frame/rail";
import { RunIndicator } from "@/components/frame/run-indicator";
import { countQuestions } from "@/db/queries/overview";
import { runState } from "@/db/queries/status";
import { pageContext } from "@/lib/api/page";
import { sessionOwner } from "@/lib/api/session";

/** Everything here is somebody's own: nothing can be made ahead. */
export const dynamic = "force-dynamic";

/** The frame around everything behind the sign-in. */
export default async function MainLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  // The version first: a change in between makes the page newer than it says, which costs one more look.
  const { version } = await ctx.db.read((tx) => runState(tx, ctx.ownerId));
  const [owner, waiting] = await Promise.all([
    sessionOwner(),
    ctx.db.read((tx) => countQuestions(tx, ctx.ownerId)),
  ]);
  return (
    <LiveProvider version={version}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-sheet focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Rail waiting={waiting} />
        <div className="flex min-w-0 flex-1 flex-col pb-16 md:pb-0">
          <header className="sticky top-0 z-10 border-b border-rule bg-paper">
            <div className="mx-auto flex h-12 max-w-[1328px] items-center gap-3 pr-2 pl-4 md:pr-4 md:pl-6">
              <form
                action="/library/artists"
                role="search"
                aria-label="The library"
                className="relative min-w-0 flex-1 sm:max-w-sm"
              >
                <Search
                  aria-hidden
                  className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3"
                />
                <input
                  type="search"
                  name="q"
                  autoComplete="off"
                  aria-label="Search the library"
                  placeholder="Search artists"
                  className="h-8 w-full rounded-md border border-rule bg-sheet pr-2 pl-8 text-[13px] placeholder:text-ink-3"
                />
              </form>
              <div className="flex min-w-0 justify-end sm:flex-1">
                <RunIndicator />
              </div>
              <AccountMenu name={owner?.name ?? "Account"} />
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-[1328px] flex-1 px-4 py-5 outline-none md:px-6"
          >
            {children}
          </main>
          <footer className="mx-auto w-full max-w-[1328px] px-4 py-3 text-xs text-ink-3 md:px-6">
            Metadata from Spotify, MusicBrainz and Deezer; covers from the Cover Art Archive.
          </footer>
        </div>
      </div>
    </LiveProvider>
  );
}
