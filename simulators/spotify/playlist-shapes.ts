/** Playlists and their entries: with `items` and `item`, with `tracks` and `track` as before, or with both. */
import { hexFrom } from "../shared/ids";
import { fullTrack, paging, type Asked } from "./shapes";
import { EPISODE, snapshotOf, type Entry, type Playlist } from "./store";
import type { SpotifyView } from "./view";

export type PlaylistForm = "items" | "tracks" | "both";

export interface PlaylistAsked extends Asked {
  form: PlaylistForm;
  view: SpotifyView;
}

export function userShape(user: string, asked: Asked) {
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${user}` },
    href: `${asked.origin}/v1/users/${user}`,
    id: user,
    type: "user",
    uri: `spotify:user:${user}`,
  };
}

export function playlistImages(playlist: Playlist, asked: PlaylistAsked) {
  const first = playlist.entries.find((entry) => entry.uri?.startsWith("spotify:track:"));
  const track = asked.view.tracks.get(first?.uri?.slice(14) ?? "");
  if (!track) return [];
  const url = `${asked.origin}/image/ab67616d00001e02${hexFrom(`spotify:album:${track.release.key}`, 24)}`;
  // One picture of the list's own, or the first cover; sizes are not told.
  return playlist.pictured ? [{ height: 640, url, width: 640 }] : [{ height: null, url, width: null }];
}

function facts(playlist: Playlist, asked: PlaylistAsked) {
  return {
    collaborative: playlist.collaborative,
    description: playlist.description,
    external_urls: { spotify: `https://open.spotify.com/playlist/${playlist.id}` },
    href: `${asked.origin}/v1/playlists/${playlist.id}`,
    id: playlist.id,
    images: playlistImages(playlist, asked),
    name: playlist.name,
    owner: { display_name: playlist.owner, ...userShape(playlist.owner, asked) },
    primary_color: null,
    public: playlist.public,
    snapshot_id: snapshotOf(playlist),
    type: "playlist",
    uri: `spotify:playlist:${playlist.id}`,
  };
}

const keys = (form: PlaylistForm): ("tracks" | "items")[] => (form === "both" ? ["tracks", "items"] : [form]);

/** In lists: only how many there are. */
export function simplePlaylist(playlist: Playlist, asked: PlaylistAsked) {
  const refs = keys(asked.form).map((key) => [key, { href: `${asked.origin}/v1/playlists/${playlist.id}/${key}`, total: playlist.entries.length }]); // prettier-ignore
  return { ...facts(playlist, asked), ...(Object.fromEntries(refs) as Record<string, unknown>) };
}

export function fullPlaylist(playlist: Playlist, asked: PlaylistAsked, withItems: boolean) {
  const lists = keys(asked.form).map((key) => [key, itemsPage(playlist, asked, key, { limit: 100, offset: 0 })]); // prettier-ignore
  return {
    ...facts(playlist, asked),
    followers: { href: null, total: playlist.followers.size },
    ...(withItems ? (Object.fromEntries(lists) as Record<string, unknown>) : {}),
  };
}

export function itemsPage(
  playlist: Playlist,
  asked: PlaylistAsked,
  key: "tracks" | "items",
  page: { limit: number; offset: number },
) {
  const base = `${asked.origin}/v1/playlists/${playlist.id}/${key}`;
  return paging(playlist.entries, { base, ...page }, (entry) => entryShape(entry, asked));
}

function entryShape(entry: Entry, asked: PlaylistAsked) {
  const item = itemShape(entry.uri, asked);
  return {
    added_at: entry.addedAt,
    added_by: userShape(entry.addedBy, asked),
    is_local: entry.uri?.startsWith("spotify:local:") ?? false,
    primary_color: null,
    ...(asked.form === "items" ? {} : { track: item }),
    ...(asked.form === "tracks" ? {} : { item }),
    video_thumbnail: { url: null },
  };
}

function itemShape(uri: string | null, asked: PlaylistAsked): unknown {
  if (uri === null) return null;
  if (uri.startsWith("spotify:local:")) return localFile(uri, asked);
  if (uri.startsWith("spotify:episode:")) return episode(uri, asked);
  const track = asked.view.tracks.get(uri.slice(14));
  return track ? { ...fullTrack(track, asked), episode: false, track: true } : null;
}

/** A file on somebody's disk: names and a length, no ids. */
function localFile(uri: string, asked: Asked) {
  const [artist = "", album = "", title = "", seconds = "0"] = uri.split(":").slice(2).map((part) => decodeURIComponent(part.replace(/\+/g, " "))); // prettier-ignore
  const markets = asked.extended ? { available_markets: [] } : {};
  const nowhere = { external_urls: {}, href: null, id: null, uri: null };
  return {
    album: { album_type: null, ...nowhere, images: [], name: album, release_date: null, release_date_precision: null, type: "album", artists: [], ...markets }, // prettier-ignore
    artists: [{ ...nowhere, name: artist, type: "artist" }],
    explicit: false,
    type: "track",
    disc_number: 0,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    duration_ms: Number(seconds) * 1000,
    name: title,
    uri,
    track_number: 0,
    is_local: true,
    ...(asked.extended ? { popularity: 0, preview_url: null, ...markets } : {}),
  };
}

function episode(uri: string, asked: Asked) {
  const id = uri.slice("spotify:episode:".length);
  const at = (kind: "episode" | "show", one: string) => ({ external_urls: { spotify: `https://open.spotify.com/${kind}/${one}` }, href: `${asked.origin}/v1/${kind}s/${one}`, id: one, uri: `spotify:${kind}:${one}` }); // prettier-ignore
  const text = { description: "Two people and a shelf of records.", html_description: "<p>Two people and a shelf of records.</p>", images: [], is_externally_hosted: false, languages: ["en"] }; // prettier-ignore
  return {
    ...at("episode", id),
    ...text,
    duration_ms: 2_249_560,
    episode: true,
    explicit: false,
    is_playable: true,
    language: "en",
    name: "The shelf by the window",
    release_date: "2023-05-18",
    release_date_precision: "day",
    resume_point: { fully_played: false, resume_position_ms: 0 },
    show: { ...at("show", id), ...text, copyrights: [], explicit: false, media_type: "audio", name: "Run-out Groove", total_episodes: 12, type: "show", ...(asked.extended ? { available_markets: [], publisher: "Two People" } : {}) }, // prettier-ignore
    track: false,
    type: "episode",
  };
}

/** What may be put into a playlist; local files may only be moved. */
export function mayBeAdded(uri: string, view: SpotifyView): boolean {
  return uri === EPISODE || (uri.startsWith("spotify:track:") && view.tracks.has(uri.slice(14)));
}
