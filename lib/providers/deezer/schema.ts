import { z } from "zod";

/**
 * What is read of Deezer's answers. Unknown keys pass; everything Deezer leaves out somewhere is optional. Durations
 * are seconds, release dates those of the edition.
 */
const artistRef = z.object({
  id: z.number(),
  name: z.string(),
  link: z.string().optional(),
  picture_xl: z.string().nullish(),
});

export const deezerArtist = artistRef.extend({
  nb_album: z.number().optional(),
  nb_fan: z.number().optional(),
});

const trackCore = z.object({
  id: z.number(),
  title: z.string(),
  title_short: z.string().optional(),
  title_version: z.string().nullish(),
  isrc: z.string().optional(),
  link: z.string().optional(),
  duration: z.number(),
  rank: z.number().optional(),
  track_position: z.number().optional(),
  disk_number: z.number().optional(),
  release_date: z.string().optional(),
  artist: artistRef,
  contributors: z.array(artistRef).optional(),
});

export const deezerAlbumTrack = trackCore;

const albumCore = z.object({
  id: z.number(),
  title: z.string(),
  link: z.string().optional(),
  cover_xl: z.string().nullish(),
  nb_tracks: z.number().optional(),
  record_type: z.string().optional(),
  release_date: z.string().optional(),
  fans: z.number().optional(),
});

export const deezerTrack = trackCore.extend({ album: albumCore.optional() });

export const deezerSearchAlbum = albumCore.extend({ artist: artistRef });

export const deezerAlbum = albumCore.extend({
  upc: z.string().optional(),
  duration: z.number().optional(),
  genres: z.object({ data: z.array(z.object({ name: z.string() })) }).optional(),
  artist: artistRef,
  contributors: z.array(artistRef).optional(),
  tracks: z.object({ data: z.array(deezerAlbumTrack) }).optional(),
});

export const deezerArtistAlbum = albumCore;

export function deezerList<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), total: z.number().optional(), next: z.string().optional() });
}

/** Every error comes with HTTP 200. */
export const deezerError = z.object({
  error: z.object({ type: z.string(), message: z.string(), code: z.number() }),
});

export type DeezerArtistRef = z.output<typeof artistRef>;
export type DeezerArtist = z.output<typeof deezerArtist>;
export type DeezerTrack = z.output<typeof deezerTrack>;
export type DeezerSearchAlbum = z.output<typeof deezerSearchAlbum>;
export type DeezerAlbum = z.output<typeof deezerAlbum>;
export type DeezerArtistAlbum = z.output<typeof deezerArtistAlbum>;
