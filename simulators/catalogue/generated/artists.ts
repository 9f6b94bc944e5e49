/** The generated artists: 15 % of the names belong to two or more of them. */
import type { Artist } from "../entities";
import { PROVIDERS, type ProviderName } from "../seeds";
import { fold } from "../../shared/text";
import { artistName, spellings, type ArtistName } from "./names";
import type { Dice } from "./random";
import { COUNTRIES, GENRES, PLACES } from "./words";

/** Of twenty names, three are shared. */
const SHARED_OF_TWENTY = 3;

export interface Made {
  artist: Artist;
  called: ArtistName;
}

/** Sets of providers are shared between entities: there are sixteen of them. */
const SETS = Array.from(
  { length: 16 },
  (_, mask) => new Set(PROVIDERS.filter((_name, bit) => (mask >> bit) & 1)),
);

/** A provider of `base` stays with its own probability. */
export function providers(
  dice: Dice,
  chances: Record<ProviderName, number>,
  base?: ReadonlySet<ProviderName>,
): Set<ProviderName> {
  let mask = 0;
  PROVIDERS.forEach((name, bit) => {
    const stays = dice.chance(chances[name]);
    if (stays && (!base || base.has(name))) mask |= 1 << bit;
  });
  return SETS[mask] as Set<ProviderName>;
}

const EVERYWHERE = SETS[15] as Set<ProviderName>;
const CHANCES = { spotify: 0.92, deezer: 0.9, musicbrainz: 0.93, discogs: 0.85 };

export function makeArtists(names: number, taken: ReadonlySet<string>, dice: Dice): Made[] {
  const used = new Set(taken);
  const made: Made[] = [];
  for (let at = 0; at < names; at++) {
    let called = artistName(dice);
    while (used.has(fold(called.name))) called = artistName(dice);
    used.add(fold(called.name));
    const copies = at % 20 < SHARED_OF_TWENTY ? (dice.chance(0.2) ? 3 : 2) : 1;
    for (let copy = 0; copy < copies; copy++) made.push({ artist: artist(called, made.length, copies, dice), called }); // prettier-ignore
  }
  return made;
}

function artist(called: ArtistName, number: number, copies: number, dice: Dice): Artist {
  const country = called.country ?? dice.pick(COUNTRIES);
  const genres = [...dice.pick(GENRES)];
  const from = dice.chance(0.4) ? dice.pick(PLACES) : null;
  const begin = dice.between(1938, 2018);
  const on = providers(dice, CHANCES);
  // Most are heard by few.
  const fame = Math.floor(92 * (dice.between(0, 1000) / 1000) ** 2.2) + 2;
  return {
    key: `generated:${number}`,
    name: called.name,
    sortName: called.sort,
    type: called.type,
    gender: called.type === "Person" ? (dice.chance(0.5) ? "Female" : "Male") : null,
    country: dice.chance(0.9) ? country : null,
    from,
    begin: dice.chance(0.6) ? String(begin) : null,
    end: dice.chance(0.15) ? String(begin + dice.between(3, 40)) : null,
    note: copies > 1 || dice.chance(0.15) ? `${genres[0]} ${called.type === "Person" ? "artist" : "group"}${from ? ` from ${from}` : ""}, ${country}` : "", // prettier-ignore
    aliases: aliases(called, dice),
    genres,
    fame,
    mbid: dice.uuid(),
    merged: dice.chance(0.02) ? [dice.uuid()] : [],
    on: on.size > 0 ? on : EVERYWHERE,
    names: spellings(called, dice),
    spotifyId: dice.base62(),
    deezerId: 100_000_000 + number * 7 + dice.between(0, 6),
    linked: false,
    faceless: dice.chance(0.15) ? new Set<ProviderName>(dice.chance(0.5) ? ["spotify", "deezer"] : ["deezer"]) : new Set(), // prettier-ignore
    groups: [],
  };
}

function aliases(called: ArtistName, dice: Dice): Artist["aliases"] {
  if (called.latin) return [{ name: called.latin, locale: "en", primary: true }];
  if (!dice.chance(0.12)) return [];
  const [first = "", ...rest] = called.name.split(" ");
  const short = called.type === "Person" ? `${first.slice(0, 1)}. ${rest.join(" ")}` : called.name.replace(/^The /, ""); // prettier-ignore
  return short === called.name ? [] : [{ name: short, locale: null, primary: false }];
}
