import { fold, tokens } from "./text";

/**
 * A title taken apart. Version words say that it is another recording and must agree; edition words say only how it
 * was issued. Both are looked for in brackets and behind a dash, never inside the title itself: "Live Forever" is not
 * a live version.
 */
export interface ParsedTitle {
  /** The title without featured artists, version and edition words, folded. */
  core: string;
  /** The whole title, folded. */
  full: string;
  versions: string[];
  editions: string[];
  featured: string[];
}

const VERSION_WORDS: [RegExp, string][] = [
  [/\blive\b|\bunplugged\b|\bin concert\b|\bao vivo\b|\ben vivo\b/, "live"],
  [/\b(re-?mix(ed)?|mix|dub|rework|bootleg|mashup)\b/, "remix"],
  [/\bacoustic\b|\bstripped\b/, "acoustic"],
  [/\bdemo\b|\brehearsal\b|\bouttake\b/, "demo"],
  [/\binstrumental\b/, "instrumental"],
  [/\bkaraoke\b|\bbacking track\b/, "karaoke"],
  [/\bcover\b|\btribute\b/, "cover"],
  [/\b(radio|single|video) edit\b|\bedit\b/, "edit"],
  [/\ba ?cappella\b/, "a cappella"],
];

const EDITION_WORDS: [RegExp, string][] = [
  [/\bdeluxe\b/, "deluxe"],
  [/\bremaster(ed)?\b/, "remaster"],
  [/\bexpanded\b/, "expanded"],
  [/\banniversary\b/, "anniversary"],
  [/\bbonus\b/, "bonus"],
  [/\bexplicit\b/, "explicit"],
  [/\bclean\b/, "clean"],
  [/\bmono\b/, "mono"],
  [/\bstereo\b/, "stereo"],
  [
    /\b(special|limited|collector'?s?|original|international|japanese|us|uk) (edition|version|release)\b|\bedition\b|\breissue\b|\b(album|original) (version|mix)\b/,
    "edition",
  ],
];

const FEATURING = /^(?:feat\.?|ft\.?|featuring|with)\s+(.+)$/i;
const FEATURING_INLINE = /\s(?:feat\.?|ft\.?|featuring)\s+(.+)$/i;
const LONGEST_TITLE = 300;

export function parseTitle(title: string): ParsedTitle {
  const text = title.slice(0, LONGEST_TITLE);
  const versions = new Set<string>();
  const editions = new Set<string>();
  const featured: string[] = [];

  const takeApart = (part: string): boolean => {
    const guest = FEATURING.exec(part.trim());
    if (guest?.[1]) {
      featured.push(guest[1]);
      return true;
    }
    const words = part.toLowerCase();
    // "Original mix" and "album version" name the plain recording; they must not count as a remix.
    const edition = EDITION_WORDS.filter(([pattern]) => pattern.test(words)).map(([, name]) => name);
    const plain = /\b(album|original|single) (version|mix)\b/.test(words);
    const version = plain
      ? []
      : VERSION_WORDS.filter(([pattern]) => pattern.test(words)).map(([, name]) => name);
    edition.forEach((name) => editions.add(name));
    version.forEach((name) => versions.add(name));
    return edition.length > 0 || version.length > 0;
  };

  let core = text.replace(/[([{]([^()[\]{}]*)[)\]}]/g, (whole, inner: string) =>
    takeApart(inner) ? " " : whole,
  );
  const dash = core.lastIndexOf(" - ");
  if (dash > 0 && takeApart(core.slice(dash + 3))) core = core.slice(0, dash);
  const guest = FEATURING_INLINE.exec(core);
  if (guest?.[1] && guest.index > 0) {
    featured.push(guest[1]);
    core = core.slice(0, guest.index);
  }
  const full = fold(text);
  return {
    core: fold(core) || full,
    full,
    versions: [...versions].sort(),
    editions: [...editions].sort(),
    featured,
  };
}

/**
 * Version classes must agree wholly: a live acoustic take is neither the live nor the acoustic one. A class that is
 * implied, as "live" is for every track of a live album, need not be said by both.
 */
export function sameVersion(a: ParsedTitle, b: ParsedTitle, implied: string[] = []): boolean {
  const said = (title: ParsedTitle) => title.versions.filter((version) => !implied.includes(version)).join();
  return said(a) === said(b);
}

/** What an album's title says of all its tracks. Here the word counts anywhere: "Live at Leeds", "MTV Unplugged". */
export function impliedVersions(albumTitle: string): string[] {
  return /\b(live|unplugged|in concert|ao vivo|en vivo)\b/.test(fold(albumTitle)) ? ["live"] : [];
}

/** Volume and part numbers in the core: "Now 99" and "Now 100" are different records. */
export function sameNumbers(a: ParsedTitle, b: ParsedTitle): boolean {
  const numbersOf = (title: ParsedTitle) =>
    tokens(title.core)
      .filter((token) => /^\d+$/.test(token))
      .map(Number)
      .join();
  return numbersOf(a) === numbersOf(b);
}
