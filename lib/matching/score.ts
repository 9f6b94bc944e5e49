import type { Evidence } from "@/lib/domain/evidence";

/** Stands with every score. A number of one version says nothing under another: they are never compared. */
export const SCORER_VERSION = "2026-11.1";

/** Why a pair may not be applied, however well the rest agrees. */
export type Conflict = "version" | "number" | "identifier" | "length";

export interface PairScore {
  /** That local and candidate are the same, as if no other candidate existed. */
  probability: number;
  conflicts: Conflict[];
  /** Strongest first. */
  evidence: Evidence[];
}

/** A pair in conflict is never above this: another version or volume is not worth a question on its own. */
const CONFLICT_CEILING: Record<Conflict, number> = {
  version: 0.4,
  number: 0.3,
  identifier: 0.4,
  length: 0.6,
};

/** Sums the log-odds of all features, starting from how often a search's hit is right at all. */
export function scorePair(
  baseLogOdds: number,
  features: (Evidence | null)[],
  conflicts: Conflict[],
): PairScore {
  const evidence = features.filter((feature): feature is Evidence => feature !== null);
  const logOdds = evidence.reduce((sum, feature) => sum + feature.effect, baseLogOdds);
  const ceiling = Math.min(1, ...conflicts.map((conflict) => CONFLICT_CEILING[conflict]));
  return {
    probability: Math.min(1 / (1 + Math.exp(-logOdds)), ceiling),
    conflicts,
    evidence: evidence.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}
