/** api.spotify.com/v1 as an app in Development Mode sees it. */
import type { Catalogue, Release, Track } from "../catalogue/entities";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { SlidingWindow } from "../shared/limits";
import { picture } from "../shared/pictures";
import { parseQuery } from "./query";
import { QuotaBuckets, bucketOf } from "./quota";
import { isRemoved } from "./removed";
import * as shapes from "./shapes";
import type { TokenFacts, TokenMint } from "./tokens";
import { ALBUM_SIZES, ARTIST_SIZES, albumDate, spotifyView } from "./view";

export interface SpotifySwitches extends Record<string, unknown> {
  /** Requests in a rolling 30 s; the true number is not published. */
  windowLimit: number;
  /** Requests a day for each bucket ("search", "artist-albums", …); a bucket without a number is not limited. */
  quotas: Record<string, number>;
  /** Retry-After of a spent quota in seconds before the speed; null sends none. */
  quotaRetryAfter: number | null;
}

const DEFAULTS: SpotifySwitches = { windowLimit: 180, quotas: {}, quotaRetryAfter: 86_000 };
const ID = /^[0-9A-Za-z]{22}$/;

export function spotifyProvider(catalogue: Catalogue, mint: TokenMint, speed: number): Provider {
  const view = spotifyView(catalogue);
  const switches: SpotifySwitches = { ...DEFAULTS, quotas: {} };
  const window = new SlidingWindow(() => switches.windowLimit, 30_000 / speed);
  const buckets = new QuotaBuckets(86_400_000 / speed);

  function limited(request: SimRequest): SimReply | undefined {
    const bucket = bucketOf(request.path);
    if (buckets.spent(bucket, switches.quotas[bucket])) {
      const after = switches.quotaRetryAfter;
      const headers: Record<string, string> =
        after === null ? {} : { "Retry-After": String(Math.ceil(after / speed)) };
      return { ...error(429, "Too many requests", headers, "QUOTA_EXCEEDED"), because: "quota" };
    }
    const wait = window.take("app");
    if (wait === 0) return undefined;
    const after = String(Math.max(1, Math.ceil(wait / 1000)));
    return { ...error(429, "API rate limit exceeded", { "Retry-After": after }), because: "rate" };
  }

  function route(request: SimRequest, token: TokenFacts): SimReply {
    const [, , kind = "", id = "", sub = ""] = request.path.split("/");
    if (request.method !== "GET") return error(404, "Resource not found");
    if (kind === "search" && !id) return search(request);
    if (kind === "me" && !id) return token.user ? me(request, token.user) : error(401, "Valid user authentication required"); // prettier-ignore
    if (!["artists", "albums", "tracks"].includes(kind) || !id) return error(404, "Service not found");
    if (!ID.test(id)) return error(400, "Invalid base62 id");
    if (kind === "artists") return artist(request, id, sub);
    if (kind === "albums") return album(request, id, sub);
    const track = view.tracks.get(id);
    return track && !sub
      ? json(200, shapes.fullTrack(track, request.origin))
      : error(404, "Resource not found");
  }

  function artist(request: SimRequest, id: string, sub: string): SimReply {
    const found = view.artists.get(id);
    if (!found) return error(404, "Resource not found");
    if (!sub) return json(200, shapes.fullArtist(found, request.origin));
    if (sub !== "albums") return error(404, "Service not found");
    const page = pageOf(request, 5, 10);
    if ("status" in page) return page;
    const groups = request.query.get("include_groups")?.split(",");
    const all = (view.albumsOf.get(found) ?? []).filter(
      (one) => !groups || groups.includes(shapes.albumType(one)),
    );
    const shape = (one: Release) => shapes.simpleAlbum(one, request.origin);
    return json(200, shapes.paging(all, { base: `${request.origin}${request.path}`, ...page }, shape));
  }

  function album(request: SimRequest, id: string, sub: string): SimReply {
    const found = view.albums.get(id);
    if (!found) return error(404, "Resource not found");
    if (!sub) return json(200, shapes.fullAlbum(found, request.origin));
    if (sub !== "tracks") return error(404, "Service not found");
    const page = pageOf(request, 20, 50);
    if ("status" in page) return page;
    const shape = (track: Track) => shapes.simpleTrack(track, request.origin);
    const all = shapes.albumTracks(found);
    return json(200, shapes.paging(all, { base: `${request.origin}${request.path}`, ...page }, shape));
  }

  function search(request: SimRequest): SimReply {
    // The links between pages say "query" where a request says "q".
    const q = request.query.get("q") ?? request.query.get("query") ?? "";
    if (!q.trim()) return error(400, "No search query");
    const types = (request.query.get("type") ?? "").split(",").filter(Boolean);
    if (types.length === 0) return error(400, "Missing parameter type");
    const bad = types.find((type) => !["album", "artist", "playlist", "track", "show", "episode", "audiobook"].includes(type)); // prettier-ignore
    if (bad) return error(400, `Bad search type field ${bad}`);
    const page = pageOf(request, 5, 10);
    if ("status" in page) return page;
    if (page.offset > 1000) return error(400, "Invalid offset");
    const parsed = parseQuery(q);
    const answer: Record<string, unknown> = {};
    for (const type of types) {
      const query = { query: q, type };
      const options = { base: `${request.origin}/v1/search`, ...page, query };
      const found = hits(type, parsed);
      answer[`${type}s`] = shapes.paging(found, options, (one) => one(request.origin));
    }
    return json(200, answer);
  }

  /** The hits as functions, so that only those of the page are written out. */
  function hits(type: string, parsed: ReturnType<typeof parseQuery>): ((origin: string) => unknown)[] {
    const inYears = (release: Release) => {
      const year = Number(albumDate(release).slice(0, 4));
      return !parsed.years || (year >= parsed.years[0] && year <= parsed.years[1]);
    };
    if (type === "artist") {
      if (parsed.upc || parsed.isrc) return [];
      const filters = parsed.filters.filter((filter) => filter.field === "artist");
      const found = view.artistIndex().search({ free: parsed.free, filters });
      return found.map((one) => (origin) => shapes.fullArtist(one, origin));
    }
    if (type === "album") {
      const found = parsed.upc ? (view.byUpc().get(parsed.upc) ?? []) : view.albumIndex().search(parsed);
      return found.filter(inYears).map((one) => (origin) => shapes.simpleAlbum(one, origin));
    }
    if (type === "track") {
      const found: Track[] = parsed.isrc
        ? (view.byIsrc.get(parsed.isrc) ?? [])
        : view.trackIndex().search(parsed);
      return found
        .filter((track) => inYears(track.release))
        .map((one) => (origin) => shapes.fullTrack(one, origin));
    }
    return [];
  }

  async function image(path: string): Promise<SimReply> {
    const name = path.slice("/image/".length);
    const size = [...ALBUM_SIZES, ...ARTIST_SIZES].find(({ prefix }) => name.startsWith(prefix));
    const known = view.images().get(name.slice(16));
    if (!size || !known) return { status: 404 };
    const body = await picture(known.kind, known.key, size.size);
    return {
      status: 200,
      headers: { "Content-Type": "image/jpeg", "Cache-Control": "public, max-age=31536000" },
      body,
    };
  }

  return {
    name: "spotify",
    switches,
    isImage: (path) => path.startsWith("/image/"),
    reset() {
      Object.assign(switches, DEFAULTS, { quotas: {} });
      window.reset();
      buckets.reset();
    },
    handle(request) {
      if (request.path.startsWith("/image/")) return image(request.path);
      if (!request.path.startsWith("/v1/")) return error(404, "Service not found");
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "");
      if (!bearer) return error(401, "No token provided");
      const token = mint.read(bearer[1] ?? "", "access");
      if (!token) return error(401, "The access token expired");
      const refused = limited(request);
      if (refused) return refused;
      if (isRemoved(request.method, request.path)) return error(403, "Forbidden");
      return route(request, token);
    },
  };
}

function pageOf(
  request: SimRequest,
  standard: number,
  most: number,
): { limit: number; offset: number } | SimReply {
  const limit = Number(request.query.get("limit") ?? standard);
  const offset = Number(request.query.get("offset") ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return error(400, "Invalid limit");
  if (!Number.isInteger(offset) || offset < 0) return error(400, "Invalid offset");
  return { limit, offset };
}

function me(request: SimRequest, user: string): SimReply {
  return json(200, {
    account_id: `acc_${user}`,
    display_name: "Collector",
    external_urls: { spotify: `https://open.spotify.com/user/${user}` },
    href: `${request.origin}/v1/users/${user}`,
    id: user,
    images: [],
    type: "user",
    uri: `spotify:user:${user}`,
  });
}

function error(
  status: number,
  message: string,
  headers: Record<string, string> = {},
  reason?: string,
): SimReply {
  return json(status, { error: { status, message, ...(reason ? { reason } : {}) } }, headers);
}
