import type { PairScore } from "./score";

export interface Choice<C> {
  candidate: C;
  pair: PairScore;
  /** That this is the one, among all distinct candidates and "none of them". */
  confidence: number;
}

export interface Verdict<C> {
  action: "apply" | "ask" | "leave";
  /** Best first; empty where nothing is worth a question. */
  choices: Choice<C>[];
}

/** Between the best and the next distinct candidate. */
const LEAST_MARGIN = 0.05;
const ASK_FROM = 0.5;
const KEEP = 5;

/**
 * Applies, asks or leaves. Each pair's probability gives odds o; the confidence is oᵢ / (1 + Σ oⱼ) over the distinct
 * candidates and "none of them", so that two equal ones share the choice and are asked about. Candidates with one
 * `groupOf` are editions of one thing: they count once, by their best.
 */
export function decide<C>(
  scored: { candidate: C; pair: PairScore }[],
  options: { applyAbove: number; groupOf: (candidate: C) => string; tieBreak: (a: C, b: C) => number },
): Verdict<C> {
  const order = [...scored].sort(
    (a, b) => b.pair.probability - a.pair.probability || options.tieBreak(a.candidate, b.candidate),
  );
  const groups = new Map<string, number>();
  for (const { candidate, pair } of order) {
    const group = options.groupOf(candidate);
    if (!groups.has(group)) groups.set(group, oddsOf(pair.probability));
  }
  const total = 1 + [...groups.values()].reduce((sum, odds) => sum + odds, 0);
  const choices = order.map(({ candidate, pair }) => ({
    candidate,
    pair,
    confidence: oddsOf(pair.probability) / total,
  }));

  const best = choices[0];
  if (!best || best.pair.probability < ASK_FROM) return { action: "leave", choices: [] };
  const kept = choices.filter((choice) => choice.pair.probability >= ASK_FROM / 2).slice(0, KEEP);
  const next = choices.find(
    (choice) => options.groupOf(choice.candidate) !== options.groupOf(best.candidate),
  );
  const sure =
    best.confidence > options.applyAbove &&
    best.confidence - (next?.confidence ?? 0) >= LEAST_MARGIN &&
    best.pair.conflicts.length === 0;
  return { action: sure ? "apply" : "ask", choices: kept };
}

/** Bounded, so that a certain pair stays a number. */
function oddsOf(probability: number): number {
  const p = Math.min(probability, 0.9999);
  return p / (1 - p);
}
