/** What the people of the simulated Spotify have: playlists, saved albums and tracks, followed artists. */
import { DEMO_USER } from "./accounts";
import { base62From, digest } from "../shared/ids";
import type { SpotifyView } from "./view";

export interface Entry {
  /** A track, an episode, a local file; null stands for what is no longer there. */
  uri: string | null;
  addedAt: string;
  addedBy: string;
}

export interface Playlist {
  id: string;
  name: string;
  description: string;
  public: boolean;
  collaborative: boolean;
  owner: string;
  followers: Set<string>;
  entries: Entry[];
  version: number;
  pictured: boolean;
}

export interface Saved {
  uri: string;
  addedAt: string;
}

export const EPISODE = "spotify:episode:0SimulatedEpisode00001";
const LOCAL = "spotify:local:Kitchen+Tapes:Basement+Sessions:Untitled+Take+3:187";
const BEGAN = Date.UTC(2024, 0, 5, 9, 30);

export class SpotifyStore {
  readonly playlists = new Map<string, Playlist>();
  private readonly library = new Map<string, Saved[]>();
  private made = 0;

  constructor(view: SpotifyView) {
    this.fill(view);
  }

  /** The same people with the same things at every start. */
  private fill(view: SpotifyView): void {
    const tracks = [...view.tracks.keys()].slice(0, 1200).map((id) => `spotify:track:${id}`);
    const every = (step: number, count: number, from = 0) => Array.from({ length: count }, (_, at) => tracks[(from + at * step) % tracks.length] ?? null); // prettier-ignore
    this.add("Sunday records", DEMO_USER, [...every(7, 120), LOCAL, EPISODE, null, ...every(7, 4)], { public: false }); // prettier-ignore
    this.add("Road trip", DEMO_USER, every(13, 30, 3), {});
    this.add("Nothing yet", DEMO_USER, [], { public: false });
    this.add("With the neighbours", "mara", every(17, 24, 5), { public: false, collaborative: true, followers: [DEMO_USER] }); // prettier-ignore
    this.add("Somebody's favourites", "jonas", every(11, 40, 8), { followers: [DEMO_USER] });
    this.add("Not shared", "jonas", every(11, 5, 1), { public: false });
    const albums = [...view.albums.keys()].filter((_id, at) => at % 5 === 0).slice(0, 25);
    const artists = [...view.artists.keys()].filter((_id, at) => at % 3 === 0).slice(0, 22);
    const saved = [...every(19, 60).filter((uri) => uri !== null), ...albums.map((id) => `spotify:album:${id}`), ...artists.map((id) => `spotify:artist:${id}`)]; // prettier-ignore
    this.library.set(
      DEMO_USER,
      [...new Set(saved)].map((uri, at) => ({ uri, addedAt: moment(at) })),
    );
  }

  private add(
    name: string,
    owner: string,
    uris: readonly (string | null)[],
    options: { public?: boolean; collaborative?: boolean; followers?: string[] },
  ): void {
    const playlist = this.create(owner, { name, description: "", public: options.public ?? true, collaborative: options.collaborative ?? false }); // prettier-ignore
    playlist.entries = uris.map((uri, at) => ({ uri, addedAt: moment(at), addedBy: owner }));
    for (const user of options.followers ?? []) playlist.followers.add(user);
  }

  create(
    owner: string,
    facts: Pick<Playlist, "name" | "description" | "public" | "collaborative">,
  ): Playlist {
    const id = base62From(`playlist:${owner}:${(this.made += 1)}`);
    const playlist: Playlist = { ...facts, id, owner, followers: new Set(), entries: [], version: 1, pictured: false }; // prettier-ignore
    this.playlists.set(id, playlist);
    return playlist;
  }

  /** Owned and followed ones, in the order in which they came. */
  playlistsOf(user: string): Playlist[] {
    return [...this.playlists.values()].filter((one) => one.owner === user || one.followers.has(user));
  }

  savedOf(user: string, kind: "track" | "album" | "artist"): Saved[] {
    return this.all(user).filter((one) => one.uri.startsWith(`spotify:${kind}:`));
  }

  has(user: string, uri: string): boolean {
    const playlist = this.playlistAt(uri);
    return playlist ? playlist.followers.has(user) : this.all(user).some((one) => one.uri === uri);
  }

  save(user: string, uri: string): void {
    const playlist = this.playlistAt(uri);
    if (playlist) playlist.followers.add(user);
    else if (!this.has(user, uri)) this.library.set(user, [{ uri, addedAt: new Date().toISOString().replace(/\.\d+/, "") }, ...this.all(user)]); // prettier-ignore
  }

  forget(user: string, uri: string): void {
    this.playlistAt(uri)?.followers.delete(user);
    this.library.set(user, this.all(user).filter((one) => one.uri !== uri)); // prettier-ignore
  }

  private all(user: string): Saved[] {
    return this.library.get(user) ?? [];
  }

  private playlistAt(uri: string): Playlist | undefined {
    return uri.startsWith("spotify:playlist:") ? this.playlists.get(uri.slice(17)) : undefined;
  }
}

/** Changes with every change of the list. */
export function snapshotOf(playlist: Playlist, version = playlist.version): string {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32BE(version, 0);
  digest(`snapshot:${playlist.id}:${version}`).copy(bytes, 4, 0, 20);
  return bytes.toString("base64");
}

export function mayReadItems(playlist: Playlist, user: string): boolean {
  return playlist.owner === user || (playlist.collaborative && playlist.followers.has(user));
}

function moment(at: number): string {
  return new Date(BEGAN + at * 3_600_000 * 31).toISOString().replace(".000", "");
}
