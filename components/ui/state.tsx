import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./classes";

/** What a page or a part of it says when there is nothing to show, or when something failed. In a panel it needs no frame of its own. */
export function StateNote({
  icon: Icon,
  title,
  children,
  action,
  framed = true,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  framed?: boolean;
}) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-2 px-6 text-center",
        framed ? "rounded-md border border-dashed border-rule py-12" : "py-6",
      )}
    >
      <Icon aria-hidden className="mb-1 size-6 text-ink-3" strokeWidth={1.5} />
      <p className="text-base font-semibold">{title}</p>
      {children ? <div className="max-w-[56ch] text-balance text-ink-2">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
