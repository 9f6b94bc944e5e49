"use client";

import { Activity, Disc3, FolderInput, LayoutDashboard, ListChecks } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/classes";
import { Mark } from "./mark";

const PLACES = [
  { href: "/", word: "Overview", icon: LayoutDashboard },
  { href: "/review", word: "Review", icon: ListChecks },
  { href: "/library/artists", word: "Library", icon: Disc3, below: "/library" },
  { href: "/activity", word: "Activity", icon: Activity },
  { href: "/add", word: "Add music", icon: FolderInput },
];

/** The places of the app: a rail on wide screens, a bar at the bottom on small ones. */
export function Rail({ waiting }: { waiting: number }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-rule bg-sheet pb-[env(safe-area-inset-bottom)] md:static md:pb-0 md:w-[220px] md:shrink-0 md:border-t-0 md:border-r md:bg-transparent"
    >
      <ul className="flex justify-around md:sticky md:top-0 md:flex-col md:gap-0.5 md:p-3">
        <li className="hidden items-center gap-2.5 px-2 pt-1 pb-4 text-base font-semibold tracking-tight md:flex">
          <Mark /> Linernotes
        </li>
        {PLACES.map(({ href, word, icon: Icon, below }) => {
          const here = href === "/" ? path === "/" : path.startsWith(below ?? href);
          return (
            <li key={href} className="min-w-0 flex-1 md:flex-none">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "relative flex flex-col items-center gap-0.5 rounded-md px-1 py-2 text-[11px] text-ink-2 hover:text-ink md:h-8 md:flex-row md:gap-2.5 md:px-2 md:py-0 md:text-[13px] md:hover:bg-sunken",
                  here && "font-medium text-ink md:bg-sunken",
                )}
              >
                <Icon
                  aria-hidden
                  className={cn("size-5 md:size-4", here && "text-groove")}
                  strokeWidth={1.75}
                />
                <span className="truncate">{word}</span>
                {href === "/review" && waiting > 0 ? (
                  <span className="figures absolute top-1 left-1/2 ml-2 rounded-sm bg-ask-tint px-1 text-[11px] font-medium text-ask md:static md:ml-auto md:px-1.5 md:text-xs">
                    {waiting > 9_999 ? "9,999+" : waiting.toLocaleString("en")}
                    <span className="sr-only"> waiting</span>
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
