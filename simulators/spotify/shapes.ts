/**
 * Answers of the Web API as an app in Development Mode gets them. Removed fields are absent, not null: artist
 * followers, genres, popularity; album available_markets, label, popularity, album_group; track available_markets,
 * linked_from, popularity, preview_url; user country, email, explicit_content, followers, product.
 */
import type { Artist, Release, Track } from "../catalogue/entities";
import { spotifyTitle } from "../shared/versions";
import * as view from "./view";

const OPEN = "https://open.spotify.com";

function identity(kind: "artist" | "album" | "track", id: string, origin: string) {
  return {
    external_urls: { spotify: `${OPEN}/${kind}/${id}` },
    href: `${origin}/v1/${kind}s/${id}`,
    id,
    type: kind,
    uri: `spotify:${kind}:${id}`,
  };
}

function images(sizes: readonly view.ImageSize[], id: string, origin: string) {
  return sizes.map(({ prefix, size }) => ({
    url: `${origin}/image/${prefix}${id}`,
    height: size,
    width: size,
  }));
}

function simpleArtist(artist: Artist, origin: string) {
  return { ...identity("artist", artist.spotifyId, origin), name: view.artistName(artist) };
}

export function fullArtist(artist: Artist, origin: string) {
  const pictures = artist.faceless.has("spotify")
    ? []
    : images(view.ARTIST_SIZES, view.artistImage(artist), origin);
  return { ...simpleArtist(artist, origin), images: pictures };
}

export function albumType(release: Release): "album" | "single" | "compilation" {
  if (release.group.secondaryTypes.includes("Compilation")) return "compilation";
  return release.group.primaryType === "Album" ? "album" : "single";
}

export function simpleAlbum(release: Release, origin: string) {
  const date = view.albumDate(release);
  return {
    album_type: albumType(release),
    total_tracks: release.trackCount,
    ...identity("album", release.spotifyId, origin),
    images: images(view.ALBUM_SIZES, view.albumImage(release), origin),
    name: view.albumTitle(release),
    release_date: date,
    release_date_precision: date.length === 4 ? "year" : date.length === 7 ? "month" : "day",
    artists: view.albumArtists(release).map((artist) => simpleArtist(artist, origin)),
  };
}

export function albumTracks(release: Release): Track[] {
  return release.media.flat().filter((track) => track.on.has("spotify"));
}

export function simpleTrack(track: Track, origin: string) {
  return {
    artists: view.trackArtists(track).map((artist) => simpleArtist(artist, origin)),
    disc_number: track.disc,
    duration_ms: track.lengthMs,
    explicit: track.recording.explicit,
    ...identity("track", track.spotifyId, origin),
    name: spotifyTitle(track),
    track_number: track.position,
    is_local: false,
  };
}

export function fullTrack(track: Track, origin: string) {
  return {
    album: simpleAlbum(track.release, origin),
    ...simpleTrack(track, origin),
    external_ids: track.isrc ? { isrc: track.isrc } : {},
  };
}

export function fullAlbum(release: Release, origin: string) {
  const tracks = albumTracks(release);
  const base = `${origin}/v1/albums/${release.spotifyId}/tracks`;
  const year = view.albumDate(release).slice(0, 4);
  const upc = view.storedUpc(release);
  return {
    ...simpleAlbum(release, origin),
    tracks: paging(tracks, { base, limit: 50, offset: 0 }, (track) => simpleTrack(track, origin)),
    copyrights: [
      { text: `${year} ${release.label}`, type: "C" },
      { text: `${year} ${release.label}`, type: "P" },
    ],
    external_ids: upc ? { upc } : {},
    genres: [] as string[],
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
