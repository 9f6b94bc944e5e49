import { cn } from "./classes";

/** The place of something that is on its way, in its own size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-sm bg-rule/60", className)} />;
}
