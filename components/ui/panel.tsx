import type { ReactNode } from "react";
import { cn } from "./classes";

/** A titled part of a page. */
export function Panel({
  title,
  aside,
  children,
  className,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("min-w-0 rounded-md border border-rule bg-sheet", className)} aria-label={title}>
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-rule px-4 py-2">
        <h2>{title}</h2>
        {aside ? <div className="text-[13px] text-ink-2">{aside}</div> : null}
      </header>
      <div className="p-4">{children}</div>
    </section>
  );
}
