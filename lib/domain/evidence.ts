/**
 * One reason for or against a match. `effect` is the feature's contribution to the log-odds: above 0 it speaks for
 * the match, below 0 against it, 0 is neutral. `note` says it in plain words.
 */
export interface Evidence {
  feature: string;
  local: string | null;
  candidate: string | null;
  effect: number;
  note: string;
}
