/** Small parts of Discogs' answers: countries, formats, genres, dates, images. */
import type { Artist, Release } from "../catalogue/entities";
import { hexFrom, numberFrom } from "../shared/ids";
import { releaseDate } from "./view";

const COUNTRIES: Record<string, string> = {
  XW: "Worldwide", US: "US", GB: "UK", DE: "Germany", FR: "France", SE: "Sweden", NO: "Norway", JP: "Japan", CA: "Canada",
  AU: "Australia", BR: "Brazil", IT: "Italy", ES: "Spain", NL: "Netherlands", PL: "Poland", FI: "Finland", DK: "Denmark",
  IE: "Ireland", MX: "Mexico", RU: "Russia", GR: "Greece", IL: "Israel", EG: "Egypt", KR: "South Korea", XE: "Europe", IS: "Iceland",
}; // prettier-ignore

export const countryOf = (release: Release): string => COUNTRIES[release.country] ?? "Europe";

const GENRES: readonly [string, RegExp][] = [
  ["Electronic", /electronic|techno|house|ambient|synth|dance|trance/],
  ["Hip Hop", /hip hop|rap/],
  ["Jazz", /jazz/],
  ["Classical", /classical|baroque/],
  ["Funk / Soul", /soul|funk|r&b/],
  ["Reggae", /reggae/],
  ["Folk, World, & Country", /folk|country|world/],
  ["Rock", /rock|metal|punk|grunge/],
];

export function genresOf(artist: Artist | undefined): string[] {
  const words = (artist?.genres ?? []).join(" ");
  const found = GENRES.filter(([, pattern]) => pattern.test(words)).map(([name]) => name);
  return found.length > 0 ? found : ["Pop"];
}

export const stylesOf = (artist: Artist | undefined): string[] =>
  (artist?.genres ?? []).map((name) => name.replace(/(^|[\s-])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase())); // prettier-ignore

export interface Format {
  name: string;
  qty: string;
  descriptions: string[];
}

export function formatOf(release: Release): Format {
  const date = releaseDate(release);
  const roll = numberFrom(`format:${release.key}`, 0, 10);
  const name = date < "1985" || roll < 2 ? "Vinyl" : date >= "2008" && roll < 6 ? "File" : "CD";
  const { primaryType, secondaryTypes } = release.group;
  const kind = primaryType === "Album" ? (name === "Vinyl" ? "LP" : "Album") : primaryType;
  const descriptions = [...(name === "File" ? ["FLAC"] : []), kind];
  if (secondaryTypes.includes("Compilation")) descriptions.push("Compilation");
  if (release.remaster) descriptions.push("Reissue", "Remastered");
  return { name, qty: String(release.media.length), descriptions };
}

/** In lists of an artist's releases formats are abbreviated. */
const SHORT: Record<string, string> = { Compilation: "Comp", Reissue: "RE", Remastered: "RM" };
export function shortFormat(release: Release): string {
  const { name, descriptions } = formatOf(release);
  return [name, ...descriptions.map((word) => SHORT[word] ?? word)].join(", ");
}

/** 0 where Discogs does not know the year. */
export function yearOf(release: Release): number {
  return numberFrom(`year:${release.key}`, 0, 25) === 0 ? 0 : Number(releaseDate(release).slice(0, 4));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export function dates(release: Release): { released?: string; released_formatted?: string } {
  if (yearOf(release) === 0) return {};
  const released = releaseDate(release);
  const [year = "", month, day] = released.split("-");
  const named = month ? MONTHS[Number(month) - 1] : undefined;
  return { released, released_formatted: [day, named, year].filter(Boolean).join(" ") };
}

/** A signed address: without its signature there is no picture. */
export function imageAddress(origin: string, kind: "R" | "A", key: string, size: number): string {
  return `${origin}/images/${signature(kind, key, size)}/${size}/${kind}-${hexFrom(`discogs:${kind}:${key}`, 16)}.jpeg`;
}

export function signature(kind: string, key: string, size: number): string {
  return hexFrom(`discogs:signed:${kind}:${key}:${size}`, 24);
}

export const spacer = (origin: string): string => `${origin}/images/spacer.gif`;

export function imageShape(origin: string, kind: "R" | "A", key: string) {
  const uri = imageAddress(origin, kind, key, 600);
  return { type: "primary", uri, resource_url: uri, uri150: imageAddress(origin, kind, key, 150), width: 600, height: 600 }; // prettier-ignore
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
