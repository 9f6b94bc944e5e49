import { foldName } from "@/lib/domain/names";

/** A tag gone wrong may be longer than PostgreSQL's index takes; names that differ only behind this do not matter. */
const LONGEST_KEY = 500;

/** A name folded, as the key that a library finds it by. */
export function foldKey(name: string): string {
  const folded = foldName(name);
  return folded.length <= LONGEST_KEY ? folded : folded.slice(0, LONGEST_KEY).toWellFormed().trim();
}
