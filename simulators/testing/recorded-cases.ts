/** Requests to the simulators beside the recorded answers of the same kind. */
import { coreCatalogue } from "../catalogue/index";
import type { Artist, Release, Track } from "../catalogue/entities";
import { each, type Answer, type askers } from "./client";

const catalogue = coreCatalogue();

export function artist(key: string): Artist {
  const found = catalogue.artistByKey.get(key);
  if (!found) throw new Error(`no artist ${key}`);
  return found;
}

export function release(key: string, title: string): Release {
  const found = artist(key).groups.find((group) => group.title === title)?.releases[0];
  if (!found) throw new Error(`no release ${title}`);
  return found;
}

/** The id of the first hit of a Discogs search. */
export async function askId(to: ReturnType<typeof askers>, words: Record<string, string>): Promise<string> {
  const { body } = await to.discogs("/database/search", words);
  return each(body.results, "id")[0] ?? "";
}

/** "Paranoid Android": a track whose ISRC is known. */
export function paranoidAndroid(): Track {
  const track = release("radiohead", "OK Computer").media[0]?.[1];
  if (!track) throw new Error("no track");
  return track;
}

export interface Case {
  kind: string;
  ask: (to: ReturnType<typeof askers>) => Promise<Answer>;
  files: string[];
  /** Paths that may differ: removed for apps in Development Mode, older than the facts, or optional. */
  except?: string[];
  /** Where the recordings hold the answer inside another one. */
  wrap?: (body: Answer["body"]) => unknown;
}

/** Removed from tracks for apps in Development Mode, or only there when a market was asked for. */
const TRACK_REMOVED = [
  ".tracks.items[].album.available_markets",
  ".tracks.items[].album.is_playable",
  ".tracks.items[].available_markets",
  ".tracks.items[].is_playable",
  ".tracks.items[].popularity",
  ".tracks.items[].preview_url",
];

export const spotify: Case[] = [
  {
    kind: "album",
    ask: (to) => to.spotify(`/albums/${release("radiohead", "OK Computer").spotifyId}`),
    files: [
      "spotify/album-singlarity-with-upc",
      "spotify/album-die-with-a-smile-single",
      "spotify/album-various-artists-50-of-55-tracks",
    ],
    except: [
      ".available_markets",
      ".label",
      ".popularity",
      ".tracks.items[].available_markets",
      ".tracks.items[].preview_url",
      ".tracks.items[].linked_from",
    ],
  },
  {
    kind: "album tracks",
    ask: (to) =>
      to.spotify(`/albums/${release("daft-punk", "Random Access Memories").spotifyId}/tracks`, { limit: 5 }),
    files: ["spotify/album-tracks-global-warming", "spotify/album-tracks-various-artists-page-2"],
    except: [".items[].available_markets", ".items[].preview_url", ".items[].linked_from"],
  },
  {
    kind: "artist albums",
    ask: (to) => to.spotify(`/artists/${artist("queen").spotifyId}/albums`, { limit: 3 }),
    files: ["spotify/artist-albums-page-1-of-918-with-album-group"],
    except: [".items[].available_markets", ".items[].album_group"],
  },
  {
    kind: "artist",
    ask: (to) => to.spotify(`/artists/${artist("bjork").spotifyId}`),
    files: ["spotify/artist-pitbull-empty-genres"],
    except: [".followers", ".genres", ".popularity"],
  },
  {
    kind: "artist search",
    ask: (to) => to.spotify("/search", { q: "nirvana", type: "artist" }),
    files: ["spotify/search-artist-single-hit-tania-bowra"],
    except: [".artists.items[].genres", ".artists.items[].popularity"],
  },
  {
    kind: "album search",
    ask: (to) => to.spotify("/search", { q: "album:bleach artist:nirvana", type: "album" }),
    files: ["spotify/search-album-by-upc-14-digits"],
    except: [".albums.items[].available_markets"],
  },
  {
    kind: "empty album search",
    ask: (to) => to.spotify("/search", { q: "upc:602475093060", type: "album" }),
    files: ["spotify/search-album-by-upc-12-digits-empty"],
  },
  {
    kind: "track search",
    ask: (to) => to.spotify("/search", { q: "Smells Like Teen Spirit", type: "track", limit: 5 }),
    files: ["spotify/search-track-never-gonna-give-you-up"],
    except: TRACK_REMOVED,
  },
  {
    kind: "track",
    ask: (to) => to.spotify(`/tracks/${paranoidAndroid().spotifyId}`),
    files: ["spotify/search-track-never-gonna-give-you-up"],
    // No look-up of today was recorded, but hits of a search are whole tracks too.
    wrap: (body) => ({ tracks: { items: [body] } }),
    except: [
      ".tracks.href",
      ".tracks.limit",
      ".tracks.next",
      ".tracks.offset",
      ".tracks.previous",
      ".tracks.total",
      ...TRACK_REMOVED,
    ],
  },
  {
    kind: "own profile",
    ask: (to) => to.spotify("/me"),
    files: ["spotify/me-profile-premium"],
    except: [".account_id", ".country", ".product", ".followers", ".explicit_content"],
  },
];

export const deezer: Case[] = [
  {
    kind: "album",
    ask: (to) => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}`),
    files: ["deezer/album-die-with-a-smile-single", "deezer/album-two-contributors"],
    except: [".tracks.data[].title_version"],
  },
  {
    kind: "album tracks",
    ask: (to) => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}/tracks`),
    files: ["deezer/album-tracks-discovery"],
    except: [".data[].title_version", ".data[].md5_image"],
  },
  {
    kind: "past the end of an album",
    ask: (to) => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}/tracks`, { index: 14 }),
    files: ["deezer/album-tracks-past-the-end"],
  },
  {
    kind: "artist",
    ask: (to) => to.deezer(`/artist/${artist("queen").deezerId}`),
    files: ["deezer/artist-daft-punk"],
  },
  {
    kind: "artist albums",
    ask: (to) => to.deezer(`/artist/${artist("queen").deezerId}/albums`, { limit: 1 }),
    files: ["deezer/artist-albums-limit-1"],
  },
  {
    kind: "artist search",
    ask: (to) => to.deezer("/search/artist", { q: "queen" }),
    files: ["deezer/search-artist-daft-punk-tributes-missing-picture"],
  },
  {
    kind: "album search",
    ask: (to) => to.deezer("/search/album", { q: "queen" }),
    files: ["deezer/search-album-daft-punk"],
    except: [".next"],
  },
  {
    kind: "track search",
    ask: (to) => to.deezer("/search", { q: "bohemian rhapsody", limit: 2, index: 1 }),
    files: ["deezer/search-track-billie-jean-index-1-limit-4", "deezer/search-track-soliloquy-ambiguous"],
    // The ISRC in search hits is newer than the recordings.
    except: [".data[].isrc", ".data[].title_version"],
  },
  {
    kind: "track",
    ask: (to) => to.deezer(`/track/${paranoidAndroid().deezerId}`),
    files: ["deezer/track-die-with-a-smile"],
    except: [".title_version"],
  },
  {
    kind: "nothing found",
    ask: (to) => to.deezer("/search/artist", { q: "zzqxjvkwpl" }),
    files: ["deezer/search-artist-empty"],
  },
];
