/** Text folding and tokens for the simulators' search. Written for the simulators alone: the app has its own. */

const LETTERS: Record<string, string> = {
  ß: "ss",
  ø: "o",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ı: "i",
};
/** "R.E.M." is one word. */
const ACRONYM = /(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/u;

const ASCII = /^[\0-\x7f]*$/;

/** Lower case without accents, with the few letters that Unicode does not decompose spelled out. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/['`]/g, "");
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ßøðþæœłđı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’‘`´]/g, "");
}

/** The words of a text; scripts without spaces become overlapping pairs, so that parts of a name can be found. */
export function tokens(text: string): string[] {
  const plain = (text.includes(".") ? text.replace(ACRONYM, (letters) => letters.replaceAll(".", "")) : text).replaceAll("&", " and "); // prettier-ignore
  if (ASCII.test(plain)) return fold(plain).match(/[a-z0-9]+/g) ?? [];
  const out: string[] = [];
  for (const word of fold(plain).match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (CJK.test(word) && word.length > 2) {
      const letters = [...word];
      for (let i = 0; i + 1 < letters.length; i++) out.push(`${letters[i]}${letters[i + 1]}`);
    } else out.push(word);
  }
  return out;
}

const KEPT = 200_000;
const known = new Map<string, readonly string[]>();

/** The same as `tokens`, remembered: names and titles stand in many fields of many documents. */
export function tokensOf(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= KEPT) known.clear();
  const made = tokens(text);
  known.set(text, made);
  return made;
}

/** All words run together: what finds "AC/DC" under "ACDC". */
export function squash(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join("");
}

/** True when two words differ by at most one inserted, deleted, replaced or swapped letter. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length === b.length) {
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}
