import Link from "next/link";
import { cn } from "./classes";

/** The parts of a place, one of which is open: links, since each has an address of its own. */
export function TabLinks({
  label,
  items,
}: {
  label: string;
  items: { word: string; href: string; on: boolean }[];
}) {
  return (
    <nav aria-label={label} className="border-b border-rule">
      <ul className="-mb-px flex gap-5">
        {items.map(({ word, href, on }) => (
          <li key={word}>
            <Link
              href={href}
              aria-current={on ? "page" : undefined}
              className={cn(
                "inline-flex h-9 items-center border-b-2 text-sm",
                on
                  ? "border-groove font-medium text-ink"
                  : "border-transparent text-ink-2 hover:border-rule hover:text-ink",
              )}
            >
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
