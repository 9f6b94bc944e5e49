/**
 * Answers of the Web API. An app in Development Mode lacks fields that one with extended quota has; they are absent, not
 * null: artist followers, genres, popularity; album available_markets, label, popularity, album_group; track
 * available_markets, popularity, preview_url; user country, email, explicit_content, followers, product.
 */
import type { Artist, Release, Track } from "../catalogue/entities";
import { spotifyTitle } from "../shared/versions";
import * as view from "./view";

const OPEN = "https://open.spotify.com";
const MARKETS = ["AR", "AU", "BR", "CA", "DE", "ES", "FR", "GB", "IT", "JP", "MX", "NL", "PL", "SE", "US"];

/** What all shapes need to know of the request and its app. */
export interface Asked {
  origin: string;
  extended: boolean;
}

function identity(kind: "artist" | "album" | "track", id: string, asked: Asked) {
  return {
    external_urls: { spotify: `${OPEN}/${kind}/${id}` },
    href: `${asked.origin}/v1/${kind}s/${id}`,
    id,
    type: kind,
    uri: `spotify:${kind}:${id}`,
  };
}

function images(sizes: readonly view.ImageSize[], id: string, asked: Asked) {
  return sizes.map(({ prefix, size }) => ({
    url: `${asked.origin}/image/${prefix}${id}`,
    height: size,
    width: size,
  }));
}

function simpleArtist(artist: Artist, asked: Asked) {
  return { ...identity("artist", artist.spotifyId, asked), name: view.artistName(artist) };
}

export function fullArtist(artist: Artist, asked: Asked) {
  const pictures = artist.faceless.has("spotify")
    ? []
    : images(view.ARTIST_SIZES, view.artistImage(artist), asked);
  const listeners = Math.round(1.2 ** artist.fame);
  return {
    ...simpleArtist(artist, asked),
    images: pictures,
    ...(asked.extended
      ? { followers: { href: null, total: listeners }, genres: artist.genres, popularity: artist.fame }
      : {}),
  };
}

export function albumType(release: Release): "album" | "single" | "compilation" {
  if (release.group.secondaryTypes.includes("Compilation")) return "compilation";
  return release.group.primaryType === "Album" ? "album" : "single";
}

export function simpleAlbum(release: Release, asked: Asked) {
  const date = view.albumDate(release);
  return {
    album_type: albumType(release),
    total_tracks: release.trackCount,
    ...identity("album", release.spotifyId, asked),
    images: images(view.ALBUM_SIZES, view.albumImage(release), asked),
    name: view.albumTitle(release),
    release_date: date,
    release_date_precision: date.length === 4 ? "year" : date.length === 7 ? "month" : "day",
    artists: view.albumArtists(release).map((artist) => simpleArtist(artist, asked)),
    ...(asked.extended ? { available_markets: MARKETS } : {}),
  };
}

/** In an artist's list: there the extended mode says why an album is listed. */
export function albumOfArtist(release: Release, artist: Artist, asked: Asked) {
  const own = release.group.credit[0]?.artist === artist;
  return {
    ...simpleAlbum(release, asked),
    ...(asked.extended ? { album_group: own ? albumType(release) : "appears_on" } : {}),
  };
}

export function albumTracks(release: Release): Track[] {
  return release.media.flat().filter((track) => track.on.has("spotify"));
}

export function simpleTrack(track: Track, asked: Asked) {
  return {
    artists: view.trackArtists(track).map((artist) => simpleArtist(artist, asked)),
    disc_number: track.disc,
    duration_ms: track.lengthMs,
    explicit: track.recording.explicit,
    ...identity("track", track.spotifyId, asked),
    name: spotifyTitle(track),
    track_number: track.position,
    is_local: false,
    ...(asked.extended ? { available_markets: MARKETS, preview_url: null } : {}),
  };
}

export function fullTrack(track: Track, asked: Asked) {
  return {
    album: simpleAlbum(track.release, asked),
    ...simpleTrack(track, asked),
    external_ids: track.isrc ? { isrc: track.isrc } : {},
    ...(asked.extended ? { popularity: track.fame } : {}),
  };
}

export function fullAlbum(release: Release, asked: Asked) {
  const tracks = albumTracks(release);
  const base = `${asked.origin}/v1/albums/${release.spotifyId}/tracks`;
  const year = view.albumDate(release).slice(0, 4);
  const upc = view.storedUpc(release);
  return {
    ...simpleAlbum(release, asked),
    tracks: paging(tracks, { base, limit: 50, offset: 0 }, (track) => simpleTrack(track, asked)),
    copyrights: [
      { text: `${year} ${release.label}`, type: "C" },
      { text: `${year} ${release.label}`, type: "P" },
    ],
    external_ids: upc ? { upc } : {},
    genres: [] as string[],
    ...(asked.extended ? { label: release.label, popularity: view.albumArtists(release)[0]?.fame ?? 0 } : {}),
  };
}

/** A page of a whole list, with absolute links to its neighbours. */
export function paging<T>(
  all: readonly T[],
  page: { base: string; limit: number; offset: number; query?: Record<string, string> },
  shape: (one: T) => unknown,
) {
  const { base, limit, offset, query } = page;
  const at = (start: number) => `${base}?${new URLSearchParams({ offset: String(start), limit: String(limit), ...query }).toString()}`; // prettier-ignore
  return {
    href: at(offset),
    limit,
    next: offset + limit < all.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: all.length,
    items: all.slice(offset, offset + limit).map(shape),
  };
}
