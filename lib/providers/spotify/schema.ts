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

/** A search answers a page for each type that was asked for; an answer without any page is no answer. */
export const spotifySearch = z
  .object({
    artists: spotifyPage(spotifyArtist).optional(),
    albums: spotifyPage(albumCore).optional(),
    tracks: spotifyPage(spotifyTrack).optional(),
  })
  .refine((found) => found.artists ?? found.albums ?? found.tracks, "holds no page of hits");

/** What a person listens to; the app reads what it shows and leaves the rest. */
export const spotifyProfile = z.object({
  id: z.string(),
  /** Since May 2026; never changes, unlike the id. */
  account_id: z.string().optional(),
  display_name: z.string().nullish(),
});

/** How many entries there are: older apps call the key tracks, newer ones items, those between the two have both. */
const entryCount = z.object({ total: z.number() }).optional();

export const spotifyPlaylist = z.object({
  id: z.string(),
  name: z.string(),
  uri: z.string(),
  snapshot_id: z.string().optional(),
  images: z.array(image).nullish(),
  items: entryCount,
  tracks: entryCount,
});

/** A track, an episode, or nothing where it was removed from the catalogue. A local file has no id. */
const playable = z
  .object({ id: z.string().nullish(), name: z.string(), uri: z.string(), type: z.string().optional() })
  .nullish();

export const spotifyPlaylistEntry = z.object({
  added_at: z.string().nullish(),
  item: playable,
  track: playable,
});

export const spotifySavedTrack = z.object({ added_at: z.string(), track: spotifyTrack });

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
