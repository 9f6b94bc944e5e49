/** The part of the catalogue that the simulated Deezer has, with its indexes. */
import type { Artist, Catalogue, Release, Track } from "../catalogue/entities";
import { hexFrom, numberFrom } from "../shared/ids";
import { once, push } from "../shared/maps";
import { portraitKey } from "../shared/pictures";
import { SearchIndex } from "../shared/search";
import { deezerTitle } from "../shared/versions";

interface Picture {
  kind: "cover" | "portrait";
  key: string;
}

export interface DeezerView {
  artists: Map<number, Artist>;
  albums: Map<number, Release>;
  tracks: Map<number, Track>;
  albumsOf: Map<Artist, Release[]>;
  tracksOf: Map<Artist, Track[]>;
  byUpc: Map<string, Release>;
  byIsrc: Map<string, Track>;
  images: () => Map<string, Picture>;
  artistIndex: () => SearchIndex<Artist>;
  albumIndex: () => SearchIndex<Release>;
  trackIndex: () => SearchIndex<Track>;
}

export const artistName = (artist: Artist): string => artist.names.deezer ?? artist.name;
export const albumTitle = (release: Release): string => release.titles.deezer ?? release.title;
/** Deezer always gives a whole day, of the edition; what it does not know is the first of January. */
export function albumDate(release: Release): string {
  const date = release.dates.deezer ?? release.date;
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}
/** Empty for a missing picture: the address then has two slashes in a row. */
export const artistMd5 = (artist: Artist): string =>
  artist.faceless.has("deezer") ? "" : hexFrom(`deezer:artist:${artist.key}`, 32);
export const albumMd5 = (release: Release): string => hexFrom(`deezer:album:${release.key}`, 32);
export const albumArtist = (release: Release): Artist | undefined =>
  release.group.credit.map((part) => part.artist).find((artist) => artist.on.has("deezer"));
export const trackArtists = (track: Track): Artist[] =>
  track.recording.credit.map((part) => part.artist).filter((artist) => artist.on.has("deezer"));
export const rankOf = (track: Track): number => track.fame * 9_900 + numberFrom(track.mbid, 0, 9_000);
/** 0 where it is not known. */
export function bpmOf(track: Track): number {
  return numberFrom(`bpm:${track.mbid}`, 0, 3) === 0 ? 0 : numberFrom(`bpm:${track.mbid}`, 72, 180);
}

export function mostHeard(tracks: readonly Track[]): Track[] {
  const ranked = tracks.map((track) => ({ track, rank: rankOf(track) }));
  return ranked.sort((a, b) => b.rank - a.rank).map(({ track }) => track);
}
export const fansOf = (artist: Artist): number =>
  Math.round(1.18 ** artist.fame) + numberFrom(artist.key, 3, 400);

export function deezerView(catalogue: Catalogue): DeezerView {
  const artists = catalogue.artists.filter((artist) => artist.on.has("deezer"));
  const albums = catalogue.releases.filter((r) => r.on.has("deezer") && albumArtist(r));
  const known = new Set(albums);
  const tracks = catalogue.tracks.filter(
    (t) => t.on.has("deezer") && known.has(t.release) && trackArtists(t)[0],
  );
  const albumsOf = new Map<Artist, Release[]>();
  const tracksOf = new Map<Artist, Track[]>();
  const byUpc = new Map<string, Release>();
  const byIsrc = new Map<string, Track>();
  for (const album of albums) {
    for (const { artist } of album.group.credit) if (artist.on.has("deezer")) push(albumsOf, artist, album);
    if (album.upc && !byUpc.has(album.upc)) byUpc.set(album.upc, album);
  }
  for (const track of tracks) {
    for (const artist of trackArtists(track)) push(tracksOf, artist, track);
    // One ISRC on several albums: the look-up by ISRC gives one of them, whichever came last.
    if (track.isrc) byIsrc.set(track.isrc, track);
  }
  return {
    artists: new Map(artists.map((artist) => [artist.deezerId, artist])),
    albums: new Map(albums.map((album) => [album.deezerId, album])),
    tracks: new Map(tracks.map((track) => [track.deezerId, track])),
    albumsOf,
    tracksOf,
    byUpc,
    byIsrc,
    images: once(() => pictures(artists, albums)),
    artistIndex: once(
      () =>
        new SearchIndex(artists, {
          // Names and titles in their first script are found too, whatever is shown.
          fields: { artist: (item) => [artistName(item), item.name, ...item.aliases.map((one) => one.name)] },
          weight: (item) => item.fame / 100,
          weights: { artist: 1 },
          minimum: 1,
        }),
    ),
    albumIndex: once(
      () =>
        new SearchIndex(albums, {
          fields: {
            album: (item) => [albumTitle(item), item.title],
            artist: (item) => item.group.credit.map((part) => artistName(part.artist)),
            label: (item) => [item.label],
          },
          weight: (item) => (albumArtist(item)?.fame ?? 0) / 100,
          weights: { album: 1, artist: 0.9 },
          minimum: 1,
        }),
    ),
    trackIndex: once(
      () =>
        new SearchIndex(tracks, {
          fields: {
            track: (item) => [deezerTitle(item).title],
            artist: (item) => trackArtists(item).map(artistName),
            album: (item) => [albumTitle(item.release)],
            label: (item) => [item.release.label],
          },
          weight: (item) => item.fame / 100,
          weights: { track: 1, artist: 0.9, album: 0.6 },
          minimum: 1,
        }),
    ),
  };
}

function pictures(artists: readonly Artist[], albums: readonly Release[]): Map<string, Picture> {
  const images = new Map<string, Picture>();
  for (const artist of artists) images.set(artistMd5(artist), { kind: "portrait", key: portraitKey(artist) });
  for (const album of albums) images.set(albumMd5(album), { kind: "cover", key: album.group.key });
  return images;
}
