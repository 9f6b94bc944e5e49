"use client";

import { useState } from "react";
import { cn } from "./classes";

/** Where a picture is missing: nobody looked yet, looking failed, or there is none. */
export type CoverState = "none_yet" | "failed" | "no_picture";

const SIZES = {
  row: { box: "size-10", px: 64, pixels: 40 },
  card: { box: "size-24", px: 300, pixels: 96 },
  page: { box: "size-60", px: 640, pixels: 240 },
} as const;

/**
 * A cover or portrait, square and uncropped, or a drawn sleeve with initials. The name stands beside it everywhere, so
 * it says nothing to a screen reader.
 */
export function Cover({
  src,
  name,
  size,
  state = "none_yet",
  className,
}: {
  src: string | null;
  name: string;
  size: keyof typeof SIZES;
  state?: CoverState;
  className?: string;
}) {
  const [broken, setBroken] = useState(false);
  const { box, px, pixels } = SIZES[size];
  if (src && !broken) {
    return (
      // Pictures come reduced from our own route; an optimiser would only refuse the loopback address.
      // eslint-disable-next-line @next/next/no-img-element
      <img
        src={`${src}?size=${px}`}
        alt=""
        width={pixels}
        height={pixels}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
        className={cn(box, "shrink-0 rounded-sm bg-sunken object-contain", className)}
      />
    );
  }
  const mark = broken ? "failed" : state;
  return (
    <div
      aria-hidden
      title={
        mark === "failed"
          ? "The picture could not be fetched"
          : mark === "no_picture"
            ? "There is no picture"
            : "No picture yet"
      }
      className={cn(
        box,
        "relative flex shrink-0 items-center justify-center overflow-hidden rounded-sm border bg-sunken text-ink-3 select-none",
        mark === "failed" ? "border-dashed border-wrong" : "border-rule",
        size === "row" ? "text-xs" : "text-lg",
        className,
      )}
    >
      {mark === "no_picture" ? null : <Grooves dashed={mark === "failed"} />}
      <span className="relative">{initials(name)}</span>
    </div>
  );
}

/** The record in the sleeve: whole where a picture may come, broken where fetching it failed. */
function Grooves({ dashed }: { dashed: boolean }) {
  return (
    <svg
      viewBox="0 0 48 48"
      fill="none"
      stroke="var(--rule)"
      strokeDasharray={dashed ? "2 2" : undefined}
      className="absolute inset-0 size-full"
    >
      {[21, 18, 15].map((radius) => (
        <circle key={radius} cx="24" cy="24" r={radius} />
      ))}
    </svg>
  );
}

function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0]?.toUpperCase() ?? "")
      .join("") || "–"
  );
}
