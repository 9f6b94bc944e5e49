import type { Evidence } from "@/lib/domain/evidence";
import { fold, similarity } from "./text";

export interface NameEffects {
  equal: number;
  alias: number;
  /** For names that differ, from the least to the most alike: [at least this similarity, effect]. */
  near: [number, number][];
  different: number;
}

/**
 * Compares a name with a candidate's name and aliases. A name that is a part of the other, or one letter longer, is a
 * different name, unless it is long enough for a typing mistake.
 */
export function compareName(
  feature: string,
  local: string,
  candidate: { name: string; aliases?: string[] },
  effects: NameEffects,
): Evidence {
  const left = fold(local);
  const right = fold(candidate.name);
  if (left === right) {
    return { feature, local, candidate: candidate.name, effect: effects.equal, note: "Same name" };
  }
  if (left.replaceAll(" ", "") === right.replaceAll(" ", "")) {
    // AC/DC is ACDC.
    const note = "Same name, written differently";
    return { feature, local, candidate: candidate.name, effect: effects.alias, note };
  }
  const alias = candidate.aliases?.find((name) => fold(name) === left);
  if (alias !== undefined) {
    return { feature, local, candidate: alias, effect: effects.alias, note: `Also known as “${alias}”` };
  }
  const alike = similarity(left, right);
  const step = effects.near.filter(([least]) => alike >= least).at(-1);
  return {
    feature,
    local,
    candidate: candidate.name,
    effect: step?.[1] ?? effects.different,
    note: step ? "The names are alike, not the same" : "Different names",
  };
}
