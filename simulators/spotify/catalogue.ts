/** Search and look-ups of artists, albums and tracks; in the extended mode several at once. */
import type { Release, Track } from "../catalogue/entities";
import { json, type SimReply, type SimRequest } from "../shared/http";
import { error, pageOf } from "./errors";
import type { PlaylistAsked } from "./playlist-shapes";
import { parseQuery } from "./query";
import * as shapes from "./shapes";
import { albumDate } from "./view";

const ID = /^[0-9A-Za-z]{22}$/;
const TYPES = ["album", "artist", "playlist", "track", "show", "episode", "audiobook"];
/** Ids that one request of the extended mode may name. */
const BATCH: Record<string, number> = { albums: 20, artists: 50, tracks: 50 };

export function catalogueRoute(request: SimRequest, asked: PlaylistAsked): SimReply {
  const [, , kind = "", id = "", sub = ""] = request.path.split("/");
  if (kind === "search" && !id) return search(request, asked);
  if (BATCH[kind] === undefined) return error(404, "Service not found");
  if (!id) return asked.extended ? batch(request, asked, kind) : error(404, "Service not found");
  if (!ID.test(id)) return error(400, "Invalid base62 id");
  if (kind === "artists") return artist(request, asked, id, sub);
  if (kind === "albums") return album(request, asked, id, sub);
  const track = asked.view.tracks.get(id);
  return track && !sub ? json(200, shapes.fullTrack(track, asked)) : error(404, "Resource not found");
}

function artist(request: SimRequest, asked: PlaylistAsked, id: string, sub: string): SimReply {
  const found = asked.view.artists.get(id);
  if (!found) return error(404, "Resource not found");
  if (!sub) return json(200, shapes.fullArtist(found, asked));
  const all = asked.view.albumsOf.get(found) ?? [];
  if (sub === "top-tracks") {
    const tracks = all.flatMap(shapes.albumTracks).sort((a, b) => b.fame - a.fame);
    return json(200, { tracks: tracks.slice(0, 10).map((one) => shapes.fullTrack(one, asked)) });
  }
  if (sub !== "albums") return error(404, "Service not found");
  const page = asked.extended ? pageOf(request, 20, 50) : pageOf(request, 5, 10);
  if ("status" in page) return page;
  const groups = request.query.get("include_groups")?.split(",");
  const kept = all.filter((one) => !groups || groups.includes(shapes.albumType(one)));
  const base = `${request.origin}${request.path}`;
  return json(
    200,
    shapes.paging(kept, { base, ...page }, (one) => shapes.albumOfArtist(one, found, asked)),
  );
}

function album(request: SimRequest, asked: PlaylistAsked, id: string, sub: string): SimReply {
  const found = asked.view.albums.get(id);
  if (!found) return error(404, "Resource not found");
  if (!sub) return json(200, shapes.fullAlbum(found, asked));
  if (sub !== "tracks") return error(404, "Service not found");
  const page = pageOf(request, 20, 50);
  if ("status" in page) return page;
  const base = `${request.origin}${request.path}`;
  const all = shapes.albumTracks(found);
  return json(
    200,
    shapes.paging(all, { base, ...page }, (track) => shapes.simpleTrack(track, asked)),
  );
}

/** An unknown id has null in its place. */
function batch(request: SimRequest, asked: PlaylistAsked, kind: string): SimReply {
  const ids = (request.query.get("ids") ?? "").split(",").filter(Boolean);
  if (ids.length === 0) return error(400, "Missing required field: ids");
  if (ids.length > (BATCH[kind] ?? 0)) return error(400, "Too many ids requested");
  if (ids.some((id) => !ID.test(id))) return error(400, "Invalid id");
  const { view } = asked;
  const one = (id: string): unknown => {
    if (kind === "artists")
      return view.artists.has(id) ? shapes.fullArtist(view.artists.get(id)!, asked) : null;
    if (kind === "albums") return view.albums.has(id) ? shapes.fullAlbum(view.albums.get(id)!, asked) : null;
    return view.tracks.has(id) ? shapes.fullTrack(view.tracks.get(id)!, asked) : null;
  };
  return json(200, { [kind]: ids.map(one) });
}

function search(request: SimRequest, asked: PlaylistAsked): SimReply {
  // The links between pages say "query" where a request says "q".
  const q = request.query.get("q") ?? request.query.get("query") ?? "";
  if (!q.trim()) return error(400, "No search query");
  const types = (request.query.get("type") ?? "").split(",").filter(Boolean);
  if (types.length === 0) return error(400, "Missing parameter type");
  const bad = types.find((type) => !TYPES.includes(type));
  if (bad) return error(400, `Bad search type field ${bad}`);
  const page = asked.extended ? pageOf(request, 20, 50) : pageOf(request, 5, 10);
  if ("status" in page) return page;
  if (page.offset > 1000) return error(400, "Invalid offset");
  const parsed = parseQuery(q);
  const answer: Record<string, unknown> = {};
  for (const type of types) {
    const options = { base: `${request.origin}/v1/search`, ...page, query: { query: q, type } };
    answer[`${type}s`] = shapes.paging(hits(type, parsed, asked), options, (one) => one());
  }
  return json(200, answer);
}

/** The hits as functions, so that only those of the page are written out. */
function hits(type: string, parsed: ReturnType<typeof parseQuery>, asked: PlaylistAsked): (() => unknown)[] {
  const { view } = asked;
  const inYears = (release: Release) => {
    const year = Number(albumDate(release).slice(0, 4));
    return !parsed.years || (year >= parsed.years[0] && year <= parsed.years[1]);
  };
  if (type === "artist") {
    if (parsed.upc || parsed.isrc) return [];
    const filters = parsed.filters.filter((filter) => filter.field === "artist");
    const found = view.artistIndex().search({ free: parsed.free, filters });
    return found.map((one) => () => shapes.fullArtist(one, asked));
  }
  if (type === "album") {
    const found = parsed.upc ? (view.byUpc().get(parsed.upc) ?? []) : view.albumIndex().search(parsed);
    return found.filter(inYears).map((one) => () => shapes.simpleAlbum(one, asked));
  }
  if (type === "track") {
    const found: Track[] = parsed.isrc ? (view.byIsrc.get(parsed.isrc) ?? []) : view.trackIndex().search(parsed); // prettier-ignore
    return found.filter((track) => inYears(track.release)).map((one) => () => shapes.fullTrack(one, asked));
  }
  return [];
}
