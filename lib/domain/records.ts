import type { Provider } from "./entity";

/**
 * What is known of an artist, album or track, in one shape for the library's own side and the providers' side, so that
 * the matcher compares like with like. An absent field means "not known", never "none".
 */
export interface ArtistRecord {
  name: string;
  aliases?: string[];
  disambiguation?: string;
  area?: string;
  beginYear?: number;
  endYear?: number;
  genres?: string[];
  /** 0–100, Spotify's scale; absent for restricted apps. */
  popularity?: number;
  followers?: number;
  albums?: AlbumSummary[];
  tracks?: TrackSummary[];
  mbid?: string;
}

export interface AlbumSummary {
  title: string;
  year?: number;
}

export interface TrackSummary {
  title: string;
  durationMs?: number;
}

export type AlbumKind = "album" | "single" | "ep" | "compilation" | "live" | "other";

export interface AlbumRecord {
  title: string;
  /** The names of the album's credited artists, main one first. */
  artists: string[];
  /** ISO date, year-month or year, as precise as the source is. */
  date?: string;
  kind?: AlbumKind;
  trackCount?: number;
  /** The sum of the track lengths, in milliseconds. */
  totalMs?: number;
  tracks?: TrackRecord[];
  barcode?: string;
  disambiguation?: string;
  genres?: string[];
  mbReleaseId?: string;
  mbReleaseGroupId?: string;
}

export interface TrackRecord {
  title: string;
  artists: string[];
  album?: string;
  durationMs?: number;
  isrc?: string;
  trackNumber?: number;
  discNumber?: number;
  date?: string;
  mbRecordingId?: string;
}

/** Where a provider keeps a record: its id there, its URI, its public page, its picture. */
export interface ProviderRef {
  provider: Provider;
  externalId: string;
  uri: string;
  url?: string;
  imageUrl?: string;
}

export type ArtistCandidate = ArtistRecord & { ref: ProviderRef };
/** artistRefs name the credited artists at the same provider, in the order of `artists`. */
export type AlbumCandidate = AlbumRecord & { ref: ProviderRef; artistRefs: ProviderRef[] };
export type TrackCandidate = TrackRecord & { ref: ProviderRef; artistRefs: ProviderRef[] };

/** The year of an ISO date of any precision. */
export function yearOf(date: string | undefined | null): number | undefined {
  const match = date ? /^(\d{4})/.exec(date) : null;
  return match ? Number(match[1]) : undefined;
}
