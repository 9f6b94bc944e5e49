import { z } from "zod";

/**
 * What is read of Spotify's answers. For apps made since February 2026 popularity, genres, followers and more are
 * absent, not null; older apps still get them: all of it is optional.
 */
const image = z.object({ url: z.string(), width: z.number().nullish(), height: z.number().nullish() });
const externalUrls = z.object({ spotify: z.string() }).partial().optional();

const artistRef = z.object({
  id: z.string().nullish(),
  name: z.string(),
  uri: z.string().nullish(),
  external_urls: externalUrls,
});

export const spotifyArtist = z.object({
  id: z.string(),
  name: z.string(),
  uri: z.string(),
  external_urls: externalUrls,
  images: z.array(image).optional(),
  genres: z.array(z.string()).optional(),
  popularity: z.number().optional(),
  followers: z.object({ total: z.number() }).nullish(),
});

const albumCore = z.object({
  id: z.string(),
  name: z.string(),
  uri: z.string(),
  external_urls: externalUrls,
  images: z.array(image).nullish(),
  album_type: z.string().nullish(),
  release_date: z.string().nullish(),
  total_tracks: z.number().optional(),
  artists: z.array(artistRef).optional(),
});

export const spotifyAlbumTrack = z.object({
  id: z.string(),
  name: z.string(),
  uri: z.string(),
  external_urls: externalUrls,
  duration_ms: z.number(),
  track_number: z.number().optional(),
  disc_number: z.number().optional(),
  artists: z.array(artistRef),
});

export const spotifyTrack = spotifyAlbumTrack.extend({
  album: albumCore.optional(),
  external_ids: z.object({ isrc: z.string() }).partial().optional(),
  popularity: z.number().optional(),
});

export function spotifyPage<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number(), next: z.string().nullish() });
}

export const spotifyAlbumSummary = albumCore;

export const spotifyAlbum = albumCore.extend({
  genres: z.array(z.string()).optional(),
  external_ids: z.object({ upc: z.string(), ean: z.string() }).partial().optional(),
  tracks: spotifyPage(spotifyAlbumTrack).optional(),
});

/** A search answers a page for each type that was asked for. */
export const spotifySearch = z.object({
  artists: spotifyPage(spotifyArtist).optional(),
  albums: spotifyPage(albumCore).optional(),
  tracks: spotifyPage(spotifyTrack).optional(),
});

export const spotifyError = z.object({
  error: z.object({ status: z.number(), message: z.string(), reason: z.string().optional() }),
});

/** The token endpoint's answer. A new refresh token comes only sometimes; without one the old one stays valid. */
export const spotifyToken = z.object({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.number(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});

export const spotifyTokenError = z.object({ error: z.string(), error_description: z.string().optional() });

export type SpotifyImage = z.output<typeof image>;
export type SpotifyArtistRef = z.output<typeof artistRef>;
export type SpotifyArtist = z.output<typeof spotifyArtist>;
export type SpotifyAlbumSummary = z.output<typeof spotifyAlbumSummary>;
export type SpotifyAlbum = z.output<typeof spotifyAlbum>;
export type SpotifyTrack = z.output<typeof spotifyTrack>;
