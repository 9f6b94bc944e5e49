import { cva, type VariantProps } from "class-variance-authority";
import { Ban, Check, CircleHelp, CircleDashed, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./classes";

const badge = cva(
  "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5",
  {
    variants: {
      meaning: {
        sure: "bg-sure-tint text-sure",
        ask: "bg-ask-tint text-ask",
        wrong: "bg-wrong-tint text-wrong",
        unknown: "bg-unknown-tint text-unknown",
        ignored: "bg-unknown-tint text-unknown",
      },
    },
  },
);

export type Meaning = NonNullable<VariantProps<typeof badge>["meaning"]>;

/** Each meaning has a shape of its own: colour is never the only sign. */
const SHAPES = {
  sure: Check,
  ask: CircleHelp,
  wrong: TriangleAlert,
  unknown: CircleDashed,
  ignored: Ban,
} as const;

export function Badge({
  meaning,
  children,
  className,
}: {
  meaning: Meaning;
  children: ReactNode;
  className?: string;
}) {
  const Shape = SHAPES[meaning];
  return (
    <span className={cn(badge({ meaning }), className)}>
      <Shape aria-hidden />
      {children}
    </span>
  );
}
