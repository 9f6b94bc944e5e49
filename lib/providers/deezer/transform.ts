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
  DeezerAlbum,
  DeezerArtist,
  DeezerArtistAlbum,
  DeezerArtistRef,
  DeezerSearchAlbum,
  DeezerTrack,
} from "./schema";

const KINDS: Record<string, AlbumKind> = {
  album: "album",
  single: "single",
  ep: "ep",
  compile: "compilation",
};

function ref(
  type: "artist" | "album" | "track",
  id: number,
  link?: string,
  imageUrl?: string | null,
): ProviderRef {
  return {
    provider: "deezer",
    externalId: String(id),
    uri: `deezer:${type}:${id}`,
    url: link ?? `https://www.deezer.com/${type}/${id}`,
    imageUrl: realImage(imageUrl),
  };
}

/** Deezer's address of a picture that does not exist has an empty digest: ".../images/artist//1000x1000-...". */
function realImage(url: string | null | undefined): string | undefined {
  return url && !/\/images\/[a-z]+\/\//.test(url) ? url : undefined;
}

/** "0000-00-00" stands for an unknown date. */
function realDate(date: string | undefined): string | undefined {
  return date && !date.startsWith("0000") ? date : undefined;
}

function artistRefOf(artist: DeezerArtistRef): ProviderRef {
  return ref("artist", artist.id, artist.link, artist.picture_xl);
}

/** The main artist first; Deezer lists it among the contributors again. */
function credits(main: DeezerArtistRef, contributors: DeezerArtistRef[] = []): DeezerArtistRef[] {
  return [main, ...contributors.filter((other) => other.id !== main.id)];
}

export function toArtist(artist: DeezerArtist): ArtistCandidate {
  return { name: artist.name, followers: artist.nb_fan, ref: artistRefOf(artist) };
}

export function toSearchAlbum(album: DeezerSearchAlbum): AlbumCandidate {
  return {
    title: album.title,
    artists: [album.artist.name],
    date: realDate(album.release_date),
    kind: KINDS[album.record_type ?? ""],
    trackCount: album.nb_tracks,
    ref: ref("album", album.id, album.link, album.cover_xl),
    artistRefs: [artistRefOf(album.artist)],
  };
}

export function toAlbum(album: DeezerAlbum): AlbumCandidate {
  const artists = credits(album.artist, album.contributors);
  return {
    ...toSearchAlbum(album),
    artists: artists.map((artist) => artist.name),
    artistRefs: artists.map(artistRefOf),
    barcode: album.upc,
    totalMs: album.duration === undefined ? undefined : album.duration * 1000,
    genres: album.genres?.data.map((genre) => genre.name),
    tracks: album.tracks?.data.map(toTrack),
  };
}

export function toAlbumSummary(album: DeezerArtistAlbum): AlbumSummary {
  return { title: album.title, year: yearOf(realDate(album.release_date)) };
}

export function toTrack(track: DeezerTrack): TrackCandidate {
  const artists = credits(track.artist, track.contributors);
  return {
    title: track.title,
    artists: artists.map((artist) => artist.name),
    album: track.album?.title,
    durationMs: track.duration * 1000,
    isrc: track.isrc || undefined,
    trackNumber: track.track_position,
    discNumber: track.disk_number,
    date: realDate(track.release_date),
    ref: ref("track", track.id, track.link, track.album?.cover_xl),
    artistRefs: artists.map(artistRefOf),
  };
}
