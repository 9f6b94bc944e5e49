"use client";

import { useState, type ReactNode } from "react";
import { ReviewEntityCard, type ReviewEntity } from "./entity-card";
import { useReviewSession } from "./session";

interface Kept {
  /** What the page was last read with. */
  from: ReviewEntity[];
  shown: ReviewEntity[];
}

/**
 * The entries of one sitting in the order in which they were first seen. While a run goes on the page is read again and
 * again: what came meanwhile is added at the end, so that nothing moves under somebody's eyes.
 */
export function ReviewList({
  entities,
  more,
  empty,
}: {
  entities: ReviewEntity[];
  /** Further entries wait behind these: one that is missing here may have been pushed out by new ones. */
  more: boolean;
  /** What stands here when all is decided. */
  empty: ReactNode;
}) {
  const { decided } = useReviewSession();
  const [kept, setKept] = useState<Kept>({ from: entities, shown: entities });
  if (kept.from !== entities) setKept({ from: entities, shown: merge(kept.shown, entities, more) });
  const open = kept.shown.filter(({ candidates }) => candidates.some(({ id }) => !decided.has(id)));
  return open.length === 0 && !more
    ? empty
    : open.map((entity) => <ReviewEntityCard key={keyOf(entity)} entity={entity} />);
}

function keyOf({ type, id }: ReviewEntity): string {
  return `${type}-${id}`;
}

function merge(shown: ReviewEntity[], entities: ReviewEntity[], more: boolean): ReviewEntity[] {
  const fresh = new Map(entities.map((entity) => [keyOf(entity), entity]));
  const old = new Set(shown.map(keyOf));
  const stay = shown.flatMap((entity) => fresh.get(keyOf(entity)) ?? (more ? entity : []));
  return [...stay, ...entities.filter((entity) => !old.has(keyOf(entity)))];
}
