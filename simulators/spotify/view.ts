/** The part of the catalogue that the simulated Spotify has, with its indexes. */
import type { Artist, Catalogue, Release, Track } from "../catalogue/entities";
import { digest, hexFrom } from "../shared/ids";
import { once, push } from "../shared/maps";
import { portraitKey } from "../shared/pictures";
import { SearchIndex } from "../shared/search";
import { spotifyTitle } from "../shared/versions";

export interface ImageSize {
  prefix: string;
  size: number;
}

export const ALBUM_SIZES: readonly ImageSize[] = [
  { prefix: "ab67616d0000b273", size: 640 },
  { prefix: "ab67616d00001e02", size: 300 },
  { prefix: "ab67616d00004851", size: 64 },
];
export const ARTIST_SIZES: readonly ImageSize[] = [
  { prefix: "ab6761610000e5eb", size: 640 },
  { prefix: "ab67616100005174", size: 320 },
  { prefix: "ab6761610000f178", size: 160 },
];

export interface Picture {
  kind: "cover" | "portrait";
  key: string;
}

export interface SpotifyView {
  artists: Map<string, Artist>;
  albums: Map<string, Release>;
  tracks: Map<string, Track>;
  albumsOf: Map<Artist, Release[]>;
  byUpc: () => Map<string, Release[]>;
  byIsrc: Map<string, Track[]>;
  images: () => Map<string, Picture>;
  artistIndex: () => SearchIndex<Artist>;
  albumIndex: () => SearchIndex<Release>;
  trackIndex: () => SearchIndex<Track>;
}

export const artistName = (artist: Artist): string => artist.names.spotify ?? artist.name;
export const albumTitle = (release: Release): string => release.titles.spotify ?? release.title;
export const albumDate = (release: Release): string => release.dates.spotify ?? release.date;
export const artistImage = (artist: Artist): string => hexFrom(`spotify:artist:${artist.key}`, 24);
export const albumImage = (release: Release): string => hexFrom(`spotify:album:${release.key}`, 24);
export const albumArtists = (release: Release): Artist[] =>
  release.group.credit.map((part) => part.artist).filter((artist) => artist.on.has("spotify"));
export const trackArtists = (track: Track): Artist[] =>
  track.recording.credit.map((part) => part.artist).filter((artist) => artist.on.has("spotify"));

/** Half of the barcodes are found only when padded with zeros to 14 digits, as on the wire. */
export function storedUpc(release: Release): string | null {
  if (!release.upc) return null;
  return (digest(release.key)[0] ?? 0) % 2 === 0 ? release.upc.padStart(14, "0") : release.upc;
}

export function spotifyView(catalogue: Catalogue): SpotifyView {
  const artists = catalogue.artists.filter((artist) => artist.on.has("spotify"));
  const albums = catalogue.releases.filter((r) => r.on.has("spotify") && albumArtists(r).length > 0);
  const known = new Set(albums);
  const tracks = catalogue.tracks.filter((t) => t.on.has("spotify") && known.has(t.release));
  const albumsOf = new Map<Artist, Release[]>();
  const byIsrc = new Map<string, Track[]>();
  for (const album of albums) for (const artist of albumArtists(album)) push(albumsOf, artist, album);
  for (const list of albumsOf.values()) list.sort((a, b) => albumDate(b).localeCompare(albumDate(a)));
  for (const track of tracks) if (track.isrc) push(byIsrc, track.isrc, track);
  return {
    artists: new Map(artists.map((artist) => [artist.spotifyId, artist])),
    albums: new Map(albums.map((album) => [album.spotifyId, album])),
    tracks: new Map(tracks.map((track) => [track.spotifyId, track])),
    albumsOf,
    byUpc: once(() => barcodes(albums)),
    byIsrc,
    images: once(() => pictures(artists, albums)),
    artistIndex: once(
      () =>
        new SearchIndex(artists, {
          // Names and titles in their first script are found too, whatever is shown.
          fields: { artist: (item) => [artistName(item), item.name, ...item.aliases.map((one) => one.name)] },
          weight: (item) => item.fame / 100,
          weights: { artist: 1 },
          minimum: 0.6,
        }),
    ),
    albumIndex: once(
      () =>
        new SearchIndex(albums, {
          fields: {
            album: (item) => [albumTitle(item), item.title],
            artist: (item) => albumArtists(item).flatMap((artist) => [artistName(artist), artist.name]),
            year: (item) => [albumDate(item).slice(0, 4)],
          },
          weight: (item) => (albumArtists(item)[0]?.fame ?? 0) / 100,
          weights: { album: 1, artist: 0.9, year: 0.4 },
          minimum: 0.7,
        }),
    ),
    trackIndex: once(
      () =>
        new SearchIndex(tracks, {
          fields: {
            track: (item) => [spotifyTitle(item)],
            artist: (item) => trackArtists(item).flatMap((artist) => [artistName(artist), artist.name]),
            album: (item) => [albumTitle(item.release)],
            year: (item) => [albumDate(item.release).slice(0, 4)],
          },
          weight: (item) => item.fame / 100,
          weights: { track: 1, artist: 0.9, album: 0.5 },
          minimum: 0.7,
        }),
    ),
  };
}

function barcodes(albums: readonly Release[]): Map<string, Release[]> {
  const byUpc = new Map<string, Release[]>();
  for (const album of albums) {
    const upc = storedUpc(album);
    if (upc) push(byUpc, upc, album);
  }
  return byUpc;
}

function pictures(artists: readonly Artist[], albums: readonly Release[]): Map<string, Picture> {
  const images = new Map<string, Picture>();
  for (const artist of artists)
    images.set(artistImage(artist), { kind: "portrait", key: portraitKey(artist) });
  for (const album of albums) images.set(albumImage(album), { kind: "cover", key: album.group.key });
  return images;
}
