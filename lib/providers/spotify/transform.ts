import {
  yearOf,
  type AlbumCandidate,
  type AlbumKind,
  type AlbumSummary,
  type ArtistCandidate,
  type ProviderRef,
  type TrackCandidate,
} from "@/lib/domain/records";
import type {
  SpotifyAlbum,
  SpotifyAlbumSummary,
  SpotifyArtist,
  SpotifyArtistRef,
  SpotifyImage,
  SpotifyTrack,
} from "./schema";

const KINDS: Record<string, AlbumKind> = { album: "album", single: "single", compilation: "compilation" };

type Identified = { id: string; uri: string; external_urls?: { spotify?: string } };

function ref(
  type: "artist" | "album" | "track",
  entity: Identified,
  images?: SpotifyImage[] | null,
): ProviderRef {
  return {
    provider: "spotify",
    externalId: entity.id,
    uri: entity.uri,
    url: entity.external_urls?.spotify ?? `https://open.spotify.com/${type}/${entity.id}`,
    imageUrl: largest(images),
  };
}

/** The widest picture; an unknown width counts as the smallest. */
function largest(images: SpotifyImage[] | null | undefined): string | undefined {
  return [...(images ?? [])].sort((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]?.url;
}

/** Local files in playlists credit artists without an id: they name nobody at Spotify. */
function artistRefs(artists: SpotifyArtistRef[] = []): ProviderRef[] {
  return artists.flatMap((artist) =>
    artist.id && artist.uri
      ? [ref("artist", { id: artist.id, uri: artist.uri, external_urls: artist.external_urls })]
      : [],
  );
}

export function toArtist(artist: SpotifyArtist): ArtistCandidate {
  return {
    name: artist.name,
    genres: artist.genres && artist.genres.length > 0 ? artist.genres : undefined,
    popularity: artist.popularity,
    followers: artist.followers?.total,
    ref: ref("artist", artist, artist.images),
  };
}

export function toAlbum(album: SpotifyAlbum | SpotifyAlbumSummary): AlbumCandidate {
  const full: Partial<SpotifyAlbum> = album;
  return {
    title: album.name,
    artists: (album.artists ?? []).map((artist) => artist.name),
    date: album.release_date ?? undefined,
    kind: KINDS[album.album_type ?? ""],
    trackCount: album.total_tracks,
    barcode: full.external_ids?.upc ?? full.external_ids?.ean,
    ref: ref("album", album, album.images),
    artistRefs: artistRefs(album.artists),
  };
}

export function toAlbumSummary(album: SpotifyAlbumSummary): AlbumSummary {
  return { title: album.name, year: yearOf(album.release_date) };
}

export function toTrack(track: SpotifyTrack): TrackCandidate {
  return {
    title: track.name,
    artists: track.artists.map((artist) => artist.name),
    album: track.album?.name,
    durationMs: track.duration_ms,
    isrc: track.external_ids?.isrc,
    trackNumber: track.track_number,
    discNumber: track.disc_number,
    date: track.album?.release_date ?? undefined,
    ref: ref("track", track, track.album?.images),
    artistRefs: artistRefs(track.artists),
  };
}
