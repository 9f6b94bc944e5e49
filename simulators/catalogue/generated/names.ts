/** Names of artists, titles of albums and tracks, and how providers spell them otherwise. */
import type { PerProvider } from "../seeds";
import type { Dice } from "./random";
import * as words from "./words";

export interface ArtistName {
  name: string;
  sort: string;
  type: "Person" | "Group";
  /** Where the name's script comes from. */
  country?: string;
  latin?: string;
}

export function artistName(dice: Dice): ArtistName {
  const kind = dice.between(1, 100);
  if (kind <= 5) return foreign(dice);
  if (kind <= 42) {
    const [first, last] = [dice.pick(words.FIRST_NAMES), dice.pick(words.LAST_NAMES)];
    return { name: `${first} ${last}`, sort: `${last}, ${first}`, type: "Person" };
  }
  if (kind <= 50) {
    const [one, two] = [dice.pick(words.LAST_NAMES), dice.pick(words.LAST_NAMES)];
    return group(`${one} & ${two}`);
  }
  const [adjective, noun] = [dice.pick(words.ADJECTIVES), dice.pick(words.NOUNS)];
  if (kind <= 66) return { name: `The ${adjective} ${noun}s`, sort: `${adjective} ${noun}s, The`, type: "Group" }; // prettier-ignore
  if (kind <= 80) return group(`${adjective} ${noun}`);
  if (kind <= 85) return group(`${dice.pick(words.PLACES)} ${dice.pick(words.GROUP_WORDS)}`);
  if (kind <= 90) return group(`${noun} & the ${dice.pick(words.ADJECTIVES)} ${dice.pick(words.NOUNS)}s`);
  if (kind <= 94) return group(`${noun} ${dice.pick(words.NOUNS)}`);
  return group(dice.chance(0.5) ? noun.toUpperCase() : `${noun} ${dice.between(2, 99)}`);
}

const group = (name: string): ArtistName => ({ name, sort: name, type: "Group" });

function foreign(dice: Dice): ArtistName {
  const script = dice.pick(words.SCRIPTS);
  const [own, latin] = pair(script, dice);
  return { name: own, sort: latin, type: "Group", country: script.country, latin };
}

/** Something in another script, with its Latin form. */
function pair(script: (typeof words.SCRIPTS)[number], dice: Dice): [string, string] {
  const [one, two] = [dice.pick(script.words), dice.pick(script.words)];
  return [`${one[0]}${script.join[0]}${two[0]}`, `${one[1]}${script.join[1]}${two[1]}`];
}

/** The Latin letters without their marks, as careless spellers write them. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").normalize("NFC").replace(/[łŁøØæÆı]/g, (letter) => PLAIN[letter] ?? letter); // prettier-ignore
}
const PLAIN: Record<string, string> = { ł: "l", Ł: "L", ø: "o", Ø: "O", æ: "ae", Æ: "Ae", ı: "i" };

/** Each provider's own spelling, where it has one. */
export function spellings(of: ArtistName, dice: Dice): PerProvider<string> {
  const { name, latin } = of;
  if (latin) return { spotify: latin, ...(dice.chance(0.5) ? { deezer: latin } : {}), ...(dice.chance(0.7) ? { discogs: latin } : {}) }; // prettier-ignore
  const out: PerProvider<string> = {};
  if (plain(name) !== name) {
    if (dice.chance(0.4)) out.deezer = plain(name);
    if (dice.chance(0.1)) out.spotify = plain(name);
  }
  if (name.includes(" & ")) {
    if (dice.chance(0.3)) out.deezer = name.replace(" & ", " and ");
    if (dice.chance(0.3)) out.discogs = name.replace(" & ", " And ");
    if (dice.chance(0.15)) out.spotify = name.replace(" & ", " and ");
  }
  if (name.startsWith("The ")) {
    if (dice.chance(0.25)) out.deezer = name.slice(4);
    if (dice.chance(0.15)) out.discogs = `${name.slice(4)}, The`;
  }
  return out;
}

export interface Title {
  title: string;
  latin?: string;
}

export function trackTitle(artist: ArtistName, dice: Dice): Title {
  if (artist.country && artist.latin) {
    const script = words.SCRIPTS.find((one) => one.country === artist.country);
    if (script) {
      const [title, latin] = dice.chance(0.3) ? dice.pick(script.words) : pair(script, dice);
      return { title, latin };
    }
  }
  const [adjective, noun, verb] = [dice.pick(words.ADJECTIVES), dice.pick(words.NOUNS), dice.pick(words.VERBS)]; // prettier-ignore
  const shapes = [
    () => noun,
    () => `${adjective} ${noun}`,
    () => `${verb} the ${noun}`,
    () => `${noun} of the ${dice.pick(words.NOUNS)}`,
    () => `${noun} in ${dice.pick(words.PLACES)}`,
    () => `Don't ${verb} Me`,
    () => `${verb} My ${adjective} ${noun}`,
    () => `The ${noun} & the ${dice.pick(words.NOUNS)}`,
    () => `${noun}, Pt. ${dice.between(1, 3)}`,
    () => `${adjective} ${noun}s (Never ${verb})`,
    () => `Before We ${verb}`,
  ];
  return { title: dice.pick(shapes)() };
}

/** One in eight bears a title that many albums have. */
const COMMON = ["Greatest Hits", "Live", "Home", "The Collection", "Unplugged", "Demos", "II", "Reflections", "Untitled"]; // prettier-ignore

export function albumTitle(artist: ArtistName, dice: Dice): Title {
  const kind = dice.between(1, 100);
  if (kind <= 7) return { title: artist.name, ...(artist.latin ? { latin: artist.latin } : {}) };
  if (kind <= 14 && !artist.latin) return { title: dice.pick(COMMON) };
  return trackTitle(artist, dice);
}
