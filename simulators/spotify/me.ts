/** What belongs to the person of a token: profile, saved tracks and albums, followed artists, the library. */
import { json, type SimReply, type SimRequest } from "../shared/http";
import { error, lacking, pageOf } from "./errors";
import type { PlaylistAsked } from "./playlist-shapes";
import { userShape } from "./playlist-shapes";
import type { Person } from "./playlists";
import * as shapes from "./shapes";
import type { SpotifyStore } from "./store";

const MOST_URIS = 40;

export function profile(user: string, asked: PlaylistAsked): SimReply {
  return json(200, {
    account_id: `acc_${user}`,
    display_name: "Collector",
    ...userShape(user, asked),
    images: [],
    ...(asked.extended
      ? { country: "DE", email: `${user}@example.org`, explicit_content: { filter_enabled: false, filter_locked: false }, followers: { href: null, total: 3 }, product: "premium" } // prettier-ignore
      : {}),
  });
}

export function savedTracks(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: PlaylistAsked,
): SimReply {
  return saved(request, person, store, asked, "track", (id) => {
    const track = asked.view.tracks.get(id);
    return track ? shapes.fullTrack(track, asked) : null;
  });
}

export function savedAlbums(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: PlaylistAsked,
): SimReply {
  return saved(request, person, store, asked, "album", (id) => {
    const album = asked.view.albums.get(id);
    return album ? shapes.fullAlbum(album, asked) : null;
  });
}

function saved(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: PlaylistAsked,
  kind: "track" | "album",
  shape: (id: string) => unknown,
): SimReply {
  const refused = lacking(person.scopes, "user-library-read");
  if (refused) return refused;
  const page = pageOf(request, 20, 50);
  if ("status" in page) return page;
  const all = store.savedOf(person.user, kind);
  const base = `${asked.origin}/v1/me/${kind}s`;
  return json(200, shapes.paging(all, { base, ...page }, (one) => ({ added_at: one.addedAt, [kind]: shape(idOf(one.uri)) }))); // prettier-ignore
}

const idOf = (uri: string): string => uri.split(":")[2] ?? "";

/** Pages by cursor: `after` is the last artist of the page before. */
export function following(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: PlaylistAsked,
): SimReply {
  const refused = lacking(person.scopes, "user-follow-read");
  if (refused) return refused;
  if (request.query.get("type") !== "artist") return error(400, "Invalid type");
  const page = pageOf(request, 20, 50);
  if ("status" in page) return page;
  const all = store.savedOf(person.user, "artist").map((one) => idOf(one.uri));
  const after = request.query.get("after");
  const start = after ? all.indexOf(after) + 1 : 0;
  const part = all.slice(start, start + page.limit);
  const more = start + page.limit < all.length;
  const at = (cursor: string) => `${asked.origin}/v1/me/following?type=artist&limit=${page.limit}${cursor ? `&after=${cursor}` : ""}`; // prettier-ignore
  const items = part.flatMap((id) => {
    const artist = asked.view.artists.get(id);
    return artist ? [shapes.fullArtist(artist, asked)] : [];
  });
  const last = more ? (part.at(-1) ?? null) : null;
  return json(200, { artists: { href: at(after ?? ""), limit: page.limit, next: last ? at(last) : null, cursors: { after: last }, total: all.length, items } }); // prettier-ignore
}

/** `/me/library` and `/me/library/contains`: addresses stand in the query. */
export function library(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  contains: boolean,
): SimReply {
  const uris = (request.query.get("uris") ?? "").split(",").filter(Boolean);
  const wrong = wrongUris(uris);
  if (wrong) return wrong;
  return change(request, person, store, uris, contains);
}

function wrongUris(uris: readonly string[]): SimReply | undefined {
  if (uris.length === 0) return error(400, "Missing required parameter: uris");
  if (uris.length > MOST_URIS) return error(400, `A maximum of ${MOST_URIS} uris can be set in one request`);
  if (uris.some((uri) => !/^spotify:(track|album|artist|playlist|episode|show|audiobook|user):\w+$/.test(uri))) return error(400, "Invalid uri"); // prettier-ignore
  return undefined;
}

const isArtist = (uri: string) => uri.startsWith("spotify:artist:");

function change(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  uris: readonly string[],
  contains: boolean,
): SimReply {
  const verb = contains ? "read" : "modify";
  const needed = [...(uris.some(isArtist) ? [`user-follow-${verb}`] : []), ...(uris.every(isArtist) ? [] : [`user-library-${verb}`])]; // prettier-ignore
  const refused = lacking(person.scopes, ...needed);
  if (refused) return refused;
  if (contains) return request.method === "GET" ? json(200, uris.map((uri) => store.has(person.user, uri))) : error(405, "Method not allowed"); // prettier-ignore
  if (request.method !== "PUT" && request.method !== "DELETE") return error(405, "Method not allowed");
  for (const uri of uris) if (request.method === "PUT") store.save(person.user, uri); else store.forget(person.user, uri); // prettier-ignore
  return { status: 200 };
}

/** What the extended mode still has: `ids` in the query or in the body, one kind at a time. */
export function oldLibrary(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  kind: string,
  contains: boolean,
): SimReply {
  const body = request.body ? (JSON.parse(request.body) as { ids?: unknown }) : {};
  const ids = Array.isArray(body.ids) ? body.ids.map(String) : (request.query.get("ids") ?? "").split(",").filter(Boolean); // prettier-ignore
  if (ids.length > 50) return error(400, "Too many ids requested");
  const one = kind === "following" ? "artist" : kind.slice(0, -1);
  const uris = ids.map((id) => `spotify:${one}:${id}`);
  return wrongUris(uris.slice(0, MOST_URIS)) ?? change(request, person, store, uris, contains);
}
