/**
 * What came of asking a provider. "failed" never looks like "empty": only found, empty and gone are answers about the
 * catalogue; the others say that there was no answer.
 */
export type Outcome<T> =
  | { kind: "found"; value: T; fromCache: boolean }
  | { kind: "empty" }
  | { kind: "gone" }
  /** The provider will not answer this: a bad request, a removed endpoint, missing rights. */
  | { kind: "refused"; reason: string }
  /** Only a person can help: the account must be connected, or connected again. */
  | { kind: "not_connected"; reason: string }
  /** Nothing may be asked before this time. */
  | { kind: "rate_limited"; until: Date; reason: string }
  | { kind: "failed"; reason: string };

export type NoAnswer = Extract<
  Outcome<never>,
  { kind: "refused" | "not_connected" | "rate_limited" | "failed" }
>;

export function isNoAnswer<T>(outcome: Outcome<T>): outcome is NoAnswer {
  return outcome.kind !== "found" && outcome.kind !== "empty" && outcome.kind !== "gone";
}

/** A list without entries is an answer too: there is nothing. */
export function nonEmpty<T>(outcome: Outcome<T[]>): Outcome<T[]> {
  return outcome.kind === "found" && outcome.value.length === 0 ? { kind: "empty" } : outcome;
}

/** Changes what was found, keeps everything else. */
export function mapOutcome<A, B>(outcome: Outcome<A>, change: (value: A) => B): Outcome<B> {
  return outcome.kind === "found" ? { ...outcome, value: change(outcome.value) } : outcome;
}
