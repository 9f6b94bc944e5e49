/** The part of the catalogue that the simulated Discogs has: artists, masters, releases, with names as Discogs files them. */
import type { Artist, Catalogue, Credit, Release, ReleaseGroup, Track } from "../catalogue/entities";
import { NumberPool, numberFrom } from "../shared/ids";
import { once, push } from "../shared/maps";
import { SearchIndex } from "../shared/search";
import { fold } from "../shared/text";

const VARIOUS = 194;

/** A release, or a master that stands for all releases of one album. */
export type Hit = { kind: "release"; release: Release } | { kind: "master"; group: ReleaseGroup };

export interface DiscogsView {
  artists: Map<number, Artist>;
  masters: Map<number, ReleaseGroup>;
  releases: Map<number, Release>;
  artistId(artist: Artist): number;
  masterId(group: ReleaseGroup): number;
  releaseId(release: Release): number;
  /** With "(2)" behind the name of every further artist of that name. */
  nameOf(artist: Artist): string;
  releasesOf: Map<Artist, Release[]>;
  /** Releases where an artist has a single track. */
  appearances: () => Map<Artist, { release: Release; track: Track }[]>;
  byBarcode: () => Map<string, Release[]>;
  byCatno: () => Map<string, Release[]>;
  artistIndex: () => SearchIndex<Artist>;
  hitIndex: () => SearchIndex<Hit>;
  trackIndex: () => SearchIndex<Release>;
}

export const plainName = (artist: Artist): string =>
  artist.key === "various" ? "Various" : (artist.names.discogs ?? artist.name);
export const onDiscogs = (group: ReleaseGroup): Release[] =>
  group.releases.filter((release) => release.on.has("discogs"));
export const credited = (list: readonly Credit[]): Credit[] =>
  list.filter((part) => part.artist.on.has("discogs"));
export const tracksOf = (release: Release): Track[] => release.media.flat().filter((one) => one.on.has("discogs")); // prettier-ignore

/** Every Word Begins With A Capital. */
export const capitals = (text: string): string =>
  text.replace(/(^|[\s(\-/])(\p{Ll})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase()); // prettier-ignore
export const releaseTitle = (release: Release): string => capitals(release.titles.discogs ?? release.title);
export const releaseDate = (release: Release): string => release.dates.discogs ?? release.date;

export function catnoOf(release: Release): string {
  if (numberFrom(`catno:${release.key}`, 0, 10) === 0) return "none";
  const letters = release.label
    .replace(/[^A-Za-z]/g, "")
    .slice(0, 3)
    .toUpperCase();
  return `${letters || "NN"} ${numberFrom(`catno:${release.key}`, 100, 99_999)}`;
}

/** The name as it stands on this release, when Discogs files the artist under another one; else empty. */
export function variationOn(artist: Artist, release: Release): string {
  const filed = plainName(artist);
  if (filed !== artist.name && artist.key !== "various") return artist.name;
  const loose = numberFrom(`anv:${release.key}`, 0, 6) === 0;
  return loose && filed.startsWith("The ") ? filed.slice(4) : "";
}

/** An album with one release often has no master. */
function hasMaster(group: ReleaseGroup): boolean {
  const count = onDiscogs(group).length;
  return count > 1 || (count === 1 && (group.releases[0]?.deezerId ?? 0) % 2 === 0);
}

export function discogsView(catalogue: Catalogue): DiscogsView {
  const artists = catalogue.artists.filter((artist) => artist.on.has("discogs"));
  const releases = catalogue.releases.filter((one) => one.on.has("discogs") && credited(one.group.credit).length > 0); // prettier-ignore
  const groups = catalogue.groups.filter((group) => credited(group.credit).length > 0 && hasMaster(group));
  const numbers = { artist: new NumberPool(1_000, 9_999_999), master: new NumberPool(1_000, 3_999_999), release: new NumberPool(1_000, 34_999_999) }; // prettier-ignore
  const artistIds = new Map(artists.map((one) => [one, one.key === "various" ? VARIOUS : numbers.artist.takeFor(one.deezerId)])); // prettier-ignore
  const masterIds = new Map(
    groups.map((one) => [one, numbers.master.takeFor(one.releases[0]?.deezerId ?? 0)]),
  );
  const releaseIds = new Map(releases.map((one) => [one, numbers.release.takeFor(one.deezerId)]));
  const releasesOf = new Map<Artist, Release[]>();
  for (const release of releases)
    for (const { artist } of credited(release.group.credit)) push(releasesOf, artist, release);
  const names = numbered(artists);
  const back = <T>(ids: Map<T, number>) => new Map([...ids].map(([one, id]) => [id, one]));
  return {
    artists: back(artistIds),
    masters: back(masterIds),
    releases: back(releaseIds),
    artistId: (artist) => artistIds.get(artist) ?? 0,
    masterId: (group) => masterIds.get(group) ?? 0,
    releaseId: (release) => releaseIds.get(release) ?? 0,
    nameOf: (artist) => names.get(artist) ?? plainName(artist),
    releasesOf,
    appearances: once(() => appearancesIn(releases)),
    byBarcode: once(() => keyed(releases, (one) => one.upc ?? "")),
    byCatno: once(() => keyed(releases, (one) => codeKey(catnoOf(one)))),
    artistIndex: once(
      () =>
        new SearchIndex(artists, {
          fields: { artist: (one) => [plainName(one), one.name, ...one.aliases.map((alias) => alias.name)] },
          weight: (one) => one.fame / 100,
          weights: { artist: 1 },
          minimum: 1,
        }),
    ),
    hitIndex: once(() => hitIndex(groups, releases)),
    trackIndex: once(
      () =>
        new SearchIndex(releases, {
          fields: { track: (one) => tracksOf(one).map((track) => track.title) },
          weight: () => 0,
          weights: { track: 1 },
          minimum: 1,
        }),
    ),
  };
}

/** Codes are compared without spaces and signs. */
export const codeKey = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function keyed(releases: readonly Release[], keyOf: (one: Release) => string): Map<string, Release[]> {
  const map = new Map<string, Release[]>();
  for (const release of releases) if (keyOf(release)) push(map, keyOf(release), release);
  return map;
}

/** The best known artist of a name bears it alone, the next is "(2)". */
function numbered(artists: readonly Artist[]): Map<Artist, string> {
  const byName = new Map<string, Artist[]>();
  for (const artist of artists) push(byName, fold(plainName(artist)), artist);
  const names = new Map<Artist, string>();
  for (const same of byName.values()) {
    if (same.length === 1) continue;
    const order = [...same].sort((a, b) => b.fame - a.fame);
    order.forEach((artist, at) => at > 0 && names.set(artist, `${plainName(artist)} (${at + 1})`));
  }
  return names;
}

function appearancesIn(releases: readonly Release[]): Map<Artist, { release: Release; track: Track }[]> {
  const map = new Map<Artist, { release: Release; track: Track }[]>();
  for (const release of releases) {
    const own = new Set(release.group.credit.map((part) => part.artist));
    for (const track of tracksOf(release))
      for (const { artist } of credited(track.recording.credit))
        if (!own.has(artist)) push(map, artist, { release, track });
  }
  return map;
}

export const releaseOfHit = (hit: Hit): Release | undefined =>
  hit.kind === "release" ? hit.release : onDiscogs(hit.group)[0];
const groupOf = (hit: Hit): ReleaseGroup => (hit.kind === "release" ? hit.release.group : hit.group);

function hitIndex(groups: readonly ReleaseGroup[], releases: readonly Release[]): SearchIndex<Hit> {
  const hits: Hit[] = [
    ...groups.map((group) => ({ kind: "master" as const, group })),
    ...releases.map((release) => ({ kind: "release" as const, release })),
  ];
  const names = (hit: Hit) => credited(groupOf(hit).credit).flatMap(({ artist }) => [plainName(artist), artist.name]); // prettier-ignore
  const title = (hit: Hit) => (hit.kind === "master" ? capitals(hit.group.title) : releaseTitle(hit.release));
  return new SearchIndex(hits, {
    fields: {
      title: (hit) => [title(hit)],
      artist: names,
      label: (hit) => [releaseOfHit(hit)?.label ?? ""],
    },
    weight: (hit) => (groupOf(hit).credit[0]?.artist.fame ?? 0) / 100,
    weights: { title: 1, artist: 0.9, label: 0.2 },
    minimum: 1,
  });
}
