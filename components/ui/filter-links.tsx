import Link from "next/link";
import { cn } from "./classes";

export interface FilterItem {
  word: string;
  href: string;
  on: boolean;
  amount?: number;
}

/** Filters as links: they live in the address, so that they can be kept, shared and gone back to. */
export function FilterLinks({ label, items }: { label: string; items: FilterItem[] }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1">
      {items.map(({ word, href, on, amount }) => (
        <li key={word}>
          <Link
            href={href}
            aria-current={on ? "true" : undefined}
            scroll={false}
            className={cn(
              "figures inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-[13px]",
              on
                ? "border-groove bg-groove-tint font-medium text-ink"
                : "border-rule bg-sheet text-ink-2 hover:bg-sunken hover:text-ink",
            )}
          >
            {word}
            {amount === undefined ? null : <span className="text-ink-3">{amount.toLocaleString("en")}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
