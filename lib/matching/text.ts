import { foldName } from "@/lib/domain/names";

/** Longer texts are cut before they are compared, so that the work on any input is bounded. */
const LONGEST = 300;

export function fold(text: string): string {
  return foldName(text.slice(0, LONGEST));
}

export function tokens(folded: string): string[] {
  return folded.split(" ").filter(Boolean);
}

/**
 * How alike two folded texts are, from 0 to 1: the mean of shared letter pairs and of shared words, where a word of
 * six letters or more may differ by one edit. Symmetric; 1 only for equal texts. A text that is only a part of the
 * other stays well below 1: King Crimson is not Crimson.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return a === "" ? 0 : 1;
  if (a === "" || b === "") return 0;
  return Math.min(0.99, (letterPairs(a, b) + sharedWords(a, b)) / 2);
}

/** Dice's coefficient over the pairs of neighbouring letters. */
function letterPairs(a: string, b: string): number {
  const left = pairs(a);
  let shared = 0;
  for (const [pair, count] of pairs(b)) shared += Math.min(count, left.get(pair) ?? 0);
  const total = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  return total === 0 ? 0 : (2 * shared) / total;
}

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < text.length - 1; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Jaccard's coefficient over words, with the tolerance for typing mistakes. */
function sharedWords(a: string, b: string): number {
  const left = tokens(a);
  const right = tokens(b);
  const free = [...right];
  let shared = 0;
  for (const word of left) {
    const at = free.findIndex((other) => other === word || oneEditApart(word, other));
    if (at >= 0) {
      free.splice(at, 1);
      shared++;
    }
  }
  return shared / (left.length + right.length - shared);
}

const LEAST_LENGTH_FOR_EDIT = 6;

/** One letter added, left out, changed or two neighbours swapped, in words long enough for that to be a mistake. */
function oneEditApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LEAST_LENGTH_FOR_EDIT || Math.abs(a.length - b.length) > 1) return false;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
