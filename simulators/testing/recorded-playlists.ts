/**
 * Playlists, the library and batches of the simulated Spotify beside recorded answers. They were recorded by apps with
 * extended quota, so the simulator is in that mode.
 */
import { each, type askers } from "./client";
import { artist, paranoidAndroid, type Case } from "./recorded-cases";

async function playlistId(to: ReturnType<typeof askers>, index: number): Promise<string> {
  return each((await to.spotify("/me/playlists")).body.items, "id")[index] ?? "";
}

/** Only tokens with a market have these; the recorded tracks were trimmed of others. */
const MARKET = (path: string) => [`${path}.available_markets`, `${path}.album.available_markets`, `${path}.is_playable`]; // prettier-ignore

const WHOLE = [".collaborative", ".description", ".external_urls", ".followers", ".href", ".id", ".images", ".name", ".owner", ".primary_color", ".public", ".snapshot_id", ".type", ".uri"]; // prettier-ignore

export const playlists: Case[] = [
  {
    kind: "own playlists",
    ask: (to) => to.spotify("/me/playlists", { limit: 2 }),
    files: ["spotify/me-playlists-page-1-tracks-and-items"],
  },
  {
    kind: "playlist in transition",
    ask: async (to) => to.spotify(`/playlists/${await playlistId(to, 1)}`),
    files: ["spotify/playlist-with-tracks-and-items"],
    except: [
      ...MARKET(".tracks.items[].track"),
      ...MARKET(".items.items[].item"),
      ...MARKET(".tracks.items[].item"),
      ...MARKET(".items.items[].track"),
    ],
  },
  {
    kind: "playlist items",
    ask: async (to) => to.spotify(`/playlists/${await playlistId(to, 1)}/items`, { limit: 2 }),
    files: ["spotify/playlist-items-entry-with-track-and-item"],
    except: [...MARKET(".items[].track"), ...MARKET(".items[].item")],
  },
  {
    kind: "local file",
    ask: async (to) => to.spotify(`/playlists/${await playlistId(to, 0)}/items`, { limit: 1, offset: 120 }),
    files: ["spotify/playlist-old-shape-tracks-only"],
    wrap: (body) => ({ tracks: body }),
    // The recording is of a whole playlist.
    except: [".tracks.items[].item", ...WHOLE],
  },
  {
    kind: "episode",
    ask: async (to) => to.spotify(`/playlists/${await playlistId(to, 0)}/tracks`, { limit: 1, offset: 121 }),
    files: ["spotify/playlist-tracks-episodes-and-tracks"],
    except: [
      ".items[].item",
      ".items[].track.audio_preview_url",
      // Those keys of tracks that an episode does not have.
      ".items[].track.album",
    ],
  },
  {
    kind: "saved tracks",
    ask: (to) => to.spotify("/me/tracks", { limit: 3 }),
    files: ["spotify/me-tracks-three-saved"],
    // Newer than this recording.
    except: [".items[].track.album", ".items[].track.is_local", ".items[].track.available_markets"],
  },
  {
    kind: "batch of artists",
    ask: (to) => to.spotify("/artists", { ids: artist("queen").spotifyId }),
    files: ["spotify/artists-batch-with-genres"],
  },
  {
    kind: "batch of tracks",
    ask: (to) => to.spotify("/tracks", { ids: paranoidAndroid().spotifyId }),
    files: ["spotify/tracks-batch-die-with-a-smile"],
    except: [".tracks[].is_playable", ".tracks[].album.is_playable"],
  },
  {
    kind: "own profile with all fields",
    ask: (to) => to.spotify("/me"),
    files: ["spotify/me-profile-premium"],
    except: [".account_id", ".email"],
  },
  {
    kind: "artist albums with groups",
    ask: (to) => to.spotify(`/artists/${artist("queen").spotifyId}/albums`, { limit: 3 }),
    files: ["spotify/artist-albums-page-1-of-918-with-album-group"],
  },
];
