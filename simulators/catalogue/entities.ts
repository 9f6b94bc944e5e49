/** The linked catalogue that the providers' views are made from. */
import type { PerProvider, ProviderName } from "./seeds";

export interface Artist {
  key: string;
  name: string;
  sortName: string;
  type: "Person" | "Group" | "Orchestra" | "Other" | null;
  gender: "Male" | "Female" | null;
  country: string | null;
  from: string | null;
  begin: string | null;
  end: string | null;
  note: string;
  aliases: { name: string; locale: string | null; primary: boolean }[];
  genres: string[];
  fame: number;
  mbid: string;
  merged: string[];
  on: Set<ProviderName>;
  names: PerProvider<string>;
  spotifyId: string;
  deezerId: number;
  linked: boolean;
  faceless: Set<ProviderName>;
  groups: ReleaseGroup[];
}

/** One name of a credit, with the words that join it to the next. */
export interface Credit {
  artist: Artist;
  join: string;
}

export interface ReleaseGroup {
  key: string;
  mbid: string;
  title: string;
  credit: Credit[];
  primaryType: "Album" | "Single" | "EP";
  secondaryTypes: string[];
  firstDate: string;
  releases: Release[];
  coverless: boolean;
}

export interface Release {
  key: string;
  mbid: string;
  group: ReleaseGroup;
  title: string;
  titles: PerProvider<string>;
  date: string;
  dates: PerProvider<string>;
  note: string;
  country: string;
  label: string;
  upc: string | null;
  media: Track[][];
  trackCount: number;
  remaster: number | null;
  on: Set<ProviderName>;
  spotifyId: string;
  deezerId: number;
  /** MusicBrainz knows the Spotify address of this release. */
  linked: boolean;
}

export interface Recording {
  mbid: string;
  title: string;
  version: string;
  lengthMs: number;
  isrcs: string[];
  credit: Credit[];
  explicit: boolean;
  firstDate: string;
  tracks: Track[];
}

export interface Track {
  mbid: string;
  recording: Recording;
  release: Release;
  disc: number;
  position: number;
  title: string;
  version: string;
  spellings: PerProvider<string>;
  lengthMs: number;
  isrc: string | null;
  on: Set<ProviderName>;
  spotifyId: string;
  deezerId: number;
  /** 0 to 100. */
  fame: number;
}

export interface Catalogue {
  artists: Artist[];
  groups: ReleaseGroup[];
  releases: Release[];
  recordings: Recording[];
  tracks: Track[];
  artistByKey: Map<string, Artist>;
}
