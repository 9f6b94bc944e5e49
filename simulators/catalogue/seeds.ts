/**
 * The hand-written form of the catalogue: short enough to read and to write, one object an artist. `build.ts` makes
 * linked entities of it. A generator of further artists only has to yield more of these.
 */

export const PROVIDERS = ["spotify", "deezer", "musicbrainz", "discogs"] as const;
export type ProviderName = (typeof PROVIDERS)[number];
export type PerProvider<T> = Partial<Record<ProviderName, T>>;

export interface AliasSeed {
  name: string;
  locale?: string;
  primary?: boolean;
}

export interface ArtistSeed {
  /** Unique, stable: ids are made from it. */
  key: string;
  name: string;
  /** "Bush, Kate"; the name itself when absent. */
  sort?: string;
  type?: "Person" | "Group" | "Orchestra" | "Other";
  gender?: "Male" | "Female";
  /** ISO 3166-1. */
  country?: string;
  from?: string;
  begin?: string;
  end?: string;
  /** MusicBrainz's disambiguation. */
  note?: string;
  aliases?: readonly (string | AliasSeed)[];
  genres?: readonly string[];
  /** 0 to 100: how many people listen. */
  fame: number;
  /** Only where known for certain; otherwise made from the key. */
  mbid?: string;
  /** Ids that were merged into this one: MusicBrainz answers 301. */
  merged?: readonly string[];
  absent?: readonly ProviderName[];
  names?: PerProvider<string>;
  /** False: MusicBrainz knows no Spotify address of this artist. */
  linked?: false;
  /** Providers without a picture of this artist. */
  faceless?: readonly ProviderName[];
  albums?: readonly AlbumSeed[];
}

export interface AlbumSeed {
  title: string;
  date: string;
  type?: "Album" | "Single" | "EP";
  also?: readonly ("Live" | "Compilation" | "Soundtrack" | "Remix")[];
  /** Further artists of the album, by key or name. */
  with?: readonly string[];
  mbid?: string;
  label?: string;
  country?: string;
  /** False: no barcode known; absent: one is made. */
  upc?: string | false;
  /** One text a disc: `Title {option: value} 4:38 | Title 3:02`; see `tracks.ts`. */
  discs: readonly string[];
  /** Who lacks the first edition; further editions say it for themselves. */
  absent?: readonly ProviderName[];
  titles?: PerProvider<string>;
  dates?: PerProvider<string>;
  /** The Cover Art Archive has no cover. */
  coverless?: true;
  editions?: readonly EditionSeed[];
}

/** Another edition of the same album: remaster, deluxe, other country. */
export interface EditionSeed {
  title?: string;
  titles?: PerProvider<string>;
  date: string;
  note?: string;
  label?: string;
  country?: string;
  upc?: string | false;
  /** Replaces the first edition's discs. */
  discs?: readonly string[];
  /** Follows the first edition's last track. */
  bonus?: string;
  /** Year of a remaster: recordings stay, titles at the streaming providers and ISRCs change. */
  remaster?: number;
  absent?: readonly ProviderName[];
}
