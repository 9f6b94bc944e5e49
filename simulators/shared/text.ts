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

/** Lower case without accents, with the few letters that Unicode does not decompose spelled out. */
export function fold(text: string): string {
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
  const out: string[] = [];
  const plain = text.replace(ACRONYM, (letters) => letters.replaceAll(".", "")).replace(/&/g, " and ");
  for (const word of fold(plain).match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (CJK.test(word) && word.length > 2) {
      const letters = [...word];
      for (let i = 0; i + 1 < letters.length; i++) out.push(`${letters[i]}${letters[i + 1]}`);
    } else out.push(word);
  }
  return out;
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
