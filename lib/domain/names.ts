/**
 * Folding for identity inside a library: two spellings that differ only in case, accents, width or punctuation are one
 * artist or album. Nothing is cut off: Queen stays different from Queens.
 */
const LETTERS: Record<string, string> = {
  ß: "ss",
  ẞ: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
};

/** Words of plain letters and digits, as most names are: folding them is writing them small. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/i;

export function foldName(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const folded = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[ßẞøæœłđðþıħŋ]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/[&+]/gu, " and ")
    // R.E.M. is REM: points between single letters stand for nothing.
    .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}])|\s|$)/gu, "$1")
    .replace(/['’‘`´]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // A name made of signs alone ("!!!", "+/-") keeps them: an empty key would join all of them.
  return folded === "" || folded === "and" ? text.normalize("NFKC").toLowerCase().trim() : folded;
}

/**
 * Names that stand for "several artists" and are nobody. Compared whole, never as substrings: Nirvana, Boston and
 * Ghost are artists.
 */
const VARIOUS_ARTISTS = new Set(
  [
    "various artists",
    "various",
    "va",
    "v a",
    "varios artistas",
    "vari artisti",
    "artistes variés",
    "verschiedene interpreten",
  ].map(foldName),
);

/** MusicBrainz's special-purpose artist "Various Artists". */
const VARIOUS_ARTISTS_MBID = "89ad4ac3-39f7-470e-963a-56509c546377";

export function isVariousArtists(name: string, mbid?: string | null): boolean {
  return mbid === VARIOUS_ARTISTS_MBID || (name.length <= 100 && VARIOUS_ARTISTS.has(foldName(name)));
}
