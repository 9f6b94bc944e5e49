/** `/playlists` and `/me/playlists`: reading, making, adding, moving, removing. */
import { json, type SimReply, type SimRequest } from "../shared/http";
import { bodyOf, error, lacking, pageOf } from "./errors";
import * as shapes from "./playlist-shapes";
import { paging } from "./shapes";
import { mayReadItems, snapshotOf, type Playlist, type SpotifyStore } from "./store";

export interface Person {
  user: string;
  scopes: readonly string[];
}

const MOST = 100;

/** Owned and followed playlists; collaborative ones only for tokens that may see them. */
export function listPlaylists(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: shapes.PlaylistAsked,
): SimReply {
  const refused = lacking(person.scopes, "playlist-read-private");
  if (refused) return refused;
  const page = pageOf(request, 20, 50);
  if ("status" in page) return page;
  const shared = person.scopes.includes("playlist-read-collaborative");
  const all = store.playlistsOf(person.user).filter((one) => shared || !one.collaborative);
  const base = `${asked.origin}/v1/users/${person.user}/playlists`;
  return json(200, shapesOf(all, { base, ...page }, asked));
}

const shapesOf = (
  all: readonly Playlist[],
  page: { base: string; limit: number; offset: number },
  asked: shapes.PlaylistAsked,
) => paging(all, page, (one) => shapes.simplePlaylist(one, asked));

export function createPlaylist(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: shapes.PlaylistAsked,
): SimReply {
  const body = bodyOf(request);
  if (!body) return error(400, "Error parsing JSON.");
  const name = typeof body.name === "string" ? body.name.trim() : "";
  if (!name) return error(400, "Missing required field: name");
  const open = body.public !== false;
  const collaborative = body.collaborative === true;
  if (open && collaborative) return error(400, "Collaborative playlists can only be private.");
  const refused = lacking(person.scopes, open ? "playlist-modify-public" : "playlist-modify-private");
  if (refused) return refused;
  const description = typeof body.description === "string" ? body.description : "";
  const made = store.create(person.user, { name, description, public: open, collaborative });
  return json(201, shapes.fullPlaylist(made, asked, true));
}

export function playlist(
  request: SimRequest,
  person: Person,
  store: SpotifyStore,
  asked: shapes.PlaylistAsked,
  stale: "conflict" | "accept",
): SimReply {
  const [, , , id = "", sub = ""] = request.path.split("/");
  const found = store.playlists.get(id);
  const visible = found && (found.public || found.owner === person.user || found.followers.has(person.user));
  if (!found || !visible) return error(404, "Resource not found");
  const readable = mayReadItems(found, person.user);
  const free = asked.form !== "items" && asked.extended;
  if (request.method === "GET") {
    if (!found.public) {
      const refused = lacking(person.scopes, found.collaborative ? "playlist-read-collaborative" : "playlist-read-private"); // prettier-ignore
      if (refused) return refused;
    }
    if (!sub) return json(200, shapes.fullPlaylist(found, asked, readable || free));
    if (sub === "images") return json(200, shapes.playlistImages(found, asked));
    if (sub !== "items" && sub !== "tracks") return error(404, "Service not found");
    if (!readable && !free) return error(403, "Forbidden");
    const page = sub === "tracks" ? pageOf(request, 100, 100) : pageOf(request, 20, 50);
    return "status" in page ? page : json(200, shapes.itemsPage(found, asked, sub, page));
  }
  const refused = lacking(person.scopes, found.public ? "playlist-modify-public" : "playlist-modify-private");
  if (refused) return refused;
  if (sub === "images") return picture(request, found, person);
  if (!sub) return details(request, found, person);
  if (sub !== "items" && sub !== "tracks") return error(404, "Service not found");
  if (!readable) return error(403, "Forbidden");
  const body = bodyOf(request);
  if (!body) return error(400, "Error parsing JSON.");
  const old = snapshot(body, found, stale);
  if (old) return old;
  const change = changeOf(request, body, found, person, asked, sub);
  if (change) return change;
  found.version += 1;
  return json(request.method === "POST" ? 201 : 200, { snapshot_id: snapshotOf(found) });
}

/** An unknown snapshot is an error; one of before is a conflict, or taken as it is. */
function snapshot(
  body: Record<string, unknown>,
  found: Playlist,
  stale: "conflict" | "accept",
): SimReply | undefined {
  if (body.snapshot_id === undefined || body.snapshot_id === snapshotOf(found)) return undefined;
  const known = Array.from({ length: found.version }, (_, at) => snapshotOf(found, at)).includes(String(body.snapshot_id)); // prettier-ignore
  if (!known) return error(400, "Invalid snapshot_id");
  return stale === "conflict" ? error(409, "Playlist snapshot is out of date") : undefined;
}

/** Changes the entries; an answer means that nothing was changed. */
function changeOf(
  request: SimRequest,
  body: Record<string, unknown>,
  found: Playlist,
  person: Person,
  asked: shapes.PlaylistAsked,
  sub: "items" | "tracks",
): SimReply | undefined {
  if (request.method === "DELETE") return remove(body[sub], found);
  const uris = urisOf(request, body);
  if (request.method === "PUT" && uris === undefined) return move(body, found);
  if (request.method === "PUT" && body.range_start !== undefined) return error(400, "uris and range_start exclude each other"); // prettier-ignore
  if (request.method !== "PUT" && request.method !== "POST") return error(405, "Method not allowed");
  if (!uris || (request.method === "POST" && uris.length === 0)) return error(400, "No uris provided");
  if (uris.length > MOST) return error(400, `You can add a maximum of ${MOST} tracks per request.`);
  const bad = uris.find((uri) => !/^spotify:(track|episode):\w{22}$/.test(uri));
  if (bad !== undefined) return error(400, `Invalid track uri: ${bad}`);
  if (uris.some((uri) => !shapes.mayBeAdded(uri, asked.view))) return error(400, "Payload contains a non-existing ID"); // prettier-ignore
  const addedAt = new Date().toISOString().replace(/\.\d+/, "");
  const entries = uris.map((uri) => ({ uri, addedAt, addedBy: person.user }));
  if (request.method === "PUT") found.entries = entries;
  else {
    const position = Number(body.position ?? request.query.get("position") ?? found.entries.length);
    if (!Number.isInteger(position) || position < 0 || position > found.entries.length) return error(400, "Index out of bounds."); // prettier-ignore
    found.entries.splice(position, 0, ...entries);
  }
  return undefined;
}

function urisOf(request: SimRequest, body: Record<string, unknown>): string[] | undefined {
  if (Array.isArray(body.uris)) return body.uris.map(String);
  return request.query.get("uris")?.split(",").filter(Boolean);
}

function move(body: Record<string, unknown>, found: Playlist): SimReply | undefined {
  const { length } = found.entries;
  const start = Number(body.range_start);
  const before = Number(body.insert_before);
  const count = Number(body.range_length ?? 1);
  const whole = [start, before, count].every((one) => Number.isInteger(one) && one >= 0);
  if (!whole || start + count > length || before > length || count < 1) return error(400, "Index out of bounds."); // prettier-ignore
  const moved = found.entries.splice(start, count);
  found.entries.splice(before > start ? before - count : before, 0, ...moved);
  return undefined;
}

/** Every entry with the address goes, or only those at the positions named with it. */
function remove(list: unknown, found: Playlist): SimReply | undefined {
  if (!Array.isArray(list) || list.length === 0) return error(400, "No items provided");
  if (list.length > MOST) return error(400, `You can remove a maximum of ${MOST} tracks per request.`);
  const wanted = list.map((one: unknown) => one as { uri?: unknown; positions?: unknown });
  if (wanted.some((one) => typeof one?.uri !== "string")) return error(400, "Invalid items");
  found.entries = found.entries.filter((entry, at) => !wanted.some((one) => one.uri === entry.uri && (!Array.isArray(one.positions) || one.positions.includes(at)))); // prettier-ignore
  return undefined;
}

function details(request: SimRequest, found: Playlist, person: Person): SimReply {
  if (request.method !== "PUT") return error(405, "Method not allowed");
  if (found.owner !== person.user)
    return error(403, "You cannot change details of a playlist you don't own.");
  const body = bodyOf(request);
  if (!body) return error(400, "Error parsing JSON.");
  if (typeof body.name === "string") found.name = body.name;
  if (typeof body.description === "string") found.description = body.description;
  if (typeof body.public === "boolean") found.public = body.public;
  if (typeof body.collaborative === "boolean") found.collaborative = body.collaborative;
  return { status: 200 };
}

/** A JPEG in base 64, of 256 kB at most. */
function picture(request: SimRequest, found: Playlist, person: Person): SimReply {
  if (request.method !== "PUT") return error(405, "Method not allowed");
  if (!person.scopes.includes("ugc-image-upload")) return error(403, "Insufficient client scope");
  if (found.owner !== person.user) return error(403, "Forbidden");
  if (request.body.length > 262_144) return error(413, "Payload too large");
  if (!request.body.startsWith("/9j/")) return error(400, "Bad request.");
  found.pictured = true;
  return { status: 202 };
}
