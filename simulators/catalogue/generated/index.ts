/**
 * The seeded part of the catalogue: thousands of artists on top of the hand-written core, the same ones for the same
 * seed. What providers share and lack keeps to fixed shares (`SHARES`).
 */
import { buildCatalogue } from "../build";
import { core } from "../data/index";
import type { Catalogue } from "../entities";
import { fold } from "../../shared/text";
import { AlbumMaker } from "./albums";
import { makeArtists } from "./artists";
import { Dice } from "./random";

export const SHARES = {
  /** Artists in MusicBrainz whose Spotify address it knows. */
  artistAddresses: 0.6,
  /** Releases in MusicBrainz whose Spotify address it knows. */
  releaseAddresses: 0.35,
  /** Recordings with an ISRC. */
  isrc: 0.8,
  /** Editions with a barcode. */
  upc: 0.7,
};

interface Size {
  names: number;
  albums: number;
  compilations: number;
}

const FULL: Size = { names: 2_700, albums: 12_300, compilations: 150 };

export interface Generated {
  catalogue: Catalogue;
  /** Where the generated part begins in each list. */
  from: { artists: number; groups: number; releases: number; recordings: number; tracks: number };
}

export function generate(seed: string, size: Size = FULL): Generated {
  const catalogue = buildCatalogue(core);
  const from = {
    artists: catalogue.artists.length,
    groups: catalogue.groups.length,
    releases: catalogue.releases.length,
    recordings: catalogue.recordings.length,
    tracks: catalogue.tracks.length,
  };
  const dice = new Dice(seed);
  const taken = new Set(catalogue.artists.map((artist) => fold(artist.name)));
  const made = makeArtists(size.names, taken, dice);
  for (const { artist } of made) {
    catalogue.artists.push(artist);
    catalogue.artistByKey.set(artist.key, artist);
  }
  const maker = new AlbumMaker(catalogue, made, dice);
  // Every artist has one album at least; the known ones have many.
  const weights = made.map(({ artist }) => 1 + artist.fame / 12 + dice.between(0, 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  made.forEach((one, at) =>
    maker.albumsOf(one, Math.max(1, Math.round(((weights[at] ?? 1) / sum) * size.albums))),
  );
  const various = catalogue.artistByKey.get("various");
  if (various) for (let at = 0; at < size.compilations; at++) maker.compilation(various, at);
  assign(catalogue, from, dice);
  return { catalogue, from };
}

function assign(catalogue: Catalogue, from: Generated["from"], dice: Dice): void {
  const artists = catalogue.artists.slice(from.artists).filter((one) => one.on.has("musicbrainz"));
  const linkable = artists.filter((one) => one.on.has("spotify"));
  for (const artist of some(linkable, artists.length * SHARES.artistAddresses, dice)) artist.linked = true;
  const releases = catalogue.releases.slice(from.releases);
  const listed = releases.filter((one) => one.on.has("musicbrainz"));
  const known = listed.filter((one) => one.on.has("spotify"));
  for (const release of some(known, listed.length * SHARES.releaseAddresses, dice)) release.linked = true;
  for (const release of some(releases, releases.length * SHARES.upc, dice)) release.upc = barcode(dice);
  const recordings = catalogue.recordings.slice(from.recordings);
  let number = 0;
  let before = "";
  for (const recording of some(recordings, recordings.length * SHARES.isrc, dice)) {
    number += 1;
    const country = recording.credit[0]?.artist.country ?? "QZ";
    const own = `${country}G${letters(number)}${recording.firstDate.slice(2, 4)}${String(number % 100_000).padStart(5, "0")}`;
    // Now and then two recordings were given one code.
    const isrc = before && dice.chance(0.01) ? before : own;
    before = own;
    recording.isrcs.push(isrc);
    const remastered = recording.tracks.find((track) => track.release.remaster !== null);
    if (remastered) recording.isrcs.push(`${own.slice(0, 5)}${String(remastered.release.remaster).slice(2)}${own.slice(7)}`); // prettier-ignore
    for (const track of recording.tracks)
      track.isrc = track.release.remaster ? (recording.isrcs[1] ?? isrc) : isrc;
  }
}

function some<T>(list: readonly T[], count: number, dice: Dice): T[] {
  return dice.shuffled(list).slice(0, Math.round(count));
}

/** Two letters of a registrant: with the year and five digits, no two are the same. */
function letters(number: number): string {
  const block = Math.floor(number / 100_000) + number * 7;
  return String.fromCharCode(65 + (block % 26), 65 + (Math.floor(block / 26) % 26));
}

/** Twelve digits with a right check digit. */
function barcode(dice: Dice): string {
  const digits = String(dice.between(10_000_000_000, 99_999_999_999));
  let sum = 0;
  for (let at = 0; at < digits.length; at++) sum += Number(digits[at]) * (at % 2 === 0 ? 3 : 1);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
