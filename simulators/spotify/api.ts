/** api.spotify.com/v1: identification and limits first, then catalogue, playlists and library. */
import type { Catalogue } from "../catalogue/entities";
import type { Provider, SimReply, SimRequest } from "../shared/http";
import { SlidingWindow } from "../shared/limits";
import { once } from "../shared/maps";
import { picture } from "../shared/pictures";
import { catalogueRoute } from "./catalogue";
import { error } from "./errors";
import * as me from "./me";
import type { PlaylistAsked, PlaylistForm } from "./playlist-shapes";
import { createPlaylist, listPlaylists, playlist, type Person } from "./playlists";
import { QuotaBuckets, bucketOf } from "./quota";
import { isRemoved } from "./removed";
import { SpotifyStore } from "./store";
import type { TokenFacts, TokenMint } from "./tokens";
import { ALBUM_SIZES, ARTIST_SIZES, spotifyView } from "./view";

interface Refusal {
  kind: "rate" | "quota";
  /** Seconds, sent as given; null sends no header. */
  retryAfter: number | null;
}

interface SpotifySwitches extends Record<string, unknown> {
  /** "restricted": an app in Development Mode, as every new one; "extended": one with extended quota. */
  mode: "restricted" | "extended";
  /** Keys of playlists and their entries; null follows the mode: "items" or "both". */
  playlistForm: PlaylistForm | null;
  /** A change that names a snapshot of before. */
  staleSnapshot: "conflict" | "accept";
  /** False: the person of the token is not among the app's five. */
  allowListed: boolean;
  /** False: the owner of the app has no Premium any more. */
  ownerPremium: boolean;
  /** Requests in a rolling 30 s; the true number is not published. */
  windowLimit: number;
  /** Retry-After of that limit: the true wait, seconds as given, or none. */
  windowRetryAfter: "auto" | number | null;
  /** Requests a day for each bucket ("search", "artist-albums", …); a bucket without a number is not limited. */
  quotas: Record<string, number>;
  /** Retry-After of a spent quota in seconds before the speed; null sends none. */
  quotaRetryAfter: number | null;
  /** Buckets that answer 429 whatever was asked before. */
  refuse: Record<string, Refusal>;
}

const DEFAULTS: SpotifySwitches = {
  mode: "restricted",
  playlistForm: null,
  staleSnapshot: "conflict",
  allowListed: true,
  ownerPremium: true,
  windowLimit: 180,
  windowRetryAfter: "auto",
  quotas: {},
  quotaRetryAfter: 86_000,
  refuse: {},
};

export function spotifyProvider(catalogue: Catalogue, mint: TokenMint, speed: number): Provider {
  const view = spotifyView(catalogue);
  const switches: SpotifySwitches = structuredClone(DEFAULTS);
  const window = new SlidingWindow(() => switches.windowLimit, 30_000 / speed);
  const buckets = new QuotaBuckets(86_400_000 / speed);
  let store = once(() => new SpotifyStore(view));

  function limited(request: SimRequest): SimReply | undefined {
    const bucket = bucketOf(request.path);
    const refusal = switches.refuse[bucket];
    if (refusal) return tooMany(refusal.kind, refusal.retryAfter);
    if (buckets.spent(bucket, switches.quotas[bucket])) {
      const after = switches.quotaRetryAfter;
      return tooMany("quota", after === null ? null : Math.ceil(after / speed));
    }
    const wait = window.take("app");
    if (wait === 0) return undefined;
    const after = switches.windowRetryAfter;
    return tooMany("rate", after === "auto" ? Math.max(1, Math.ceil(wait / 1000)) : after);
  }

  function route(request: SimRequest, token: TokenFacts): SimReply {
    const [, , kind = "", id = "", sub = ""] = request.path.split("/");
    const extended = switches.mode === "extended";
    const form = switches.playlistForm ?? (extended ? "both" : "items");
    const asked: PlaylistAsked = { origin: request.origin, extended, form, view };
    const own = kind === "me" || kind === "playlists" || kind === "users";
    if (!own) return request.method === "GET" ? catalogueRoute(request, asked) : error(404, "Resource not found"); // prettier-ignore
    if (!token.user) return error(401, "Valid user authentication required");
    const person: Person = { user: token.user, scopes: token.scopes };
    if (kind === "playlists" && id) return playlist(request, person, store(), asked, switches.staleSnapshot);
    const lists = (kind === "me" && id === "playlists") || (kind === "users" && id === person.user && sub === "playlists"); // prettier-ignore
    if (lists) {
      if (request.method === "GET") return listPlaylists(request, person, store(), asked);
      if (request.method === "POST") return createPlaylist(request, person, store(), asked);
    }
    return kind === "me" ? mine(request, person, asked, id, sub) : error(404, "Resource not found");
  }

  function mine(
    request: SimRequest,
    person: Person,
    asked: PlaylistAsked,
    id: string,
    sub: string,
  ): SimReply {
    if (id === "library") return me.library(request, person, store(), sub === "contains");
    const old = ["tracks", "albums", "following"].includes(id);
    if (old && (request.method !== "GET" || sub === "contains")) return me.oldLibrary(request, person, store(), id, sub === "contains"); // prettier-ignore
    if (request.method !== "GET") return error(404, "Resource not found");
    if (!id) return me.profile(person.user, asked);
    if (id === "tracks") return me.savedTracks(request, person, store(), asked);
    if (id === "albums") return me.savedAlbums(request, person, store(), asked);
    if (id === "following") return me.following(request, person, store(), asked);
    return error(404, "Service not found");
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
      Object.assign(switches, structuredClone(DEFAULTS));
      window.reset();
      buckets.reset();
      store = once(() => new SpotifyStore(view));
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
      if (!switches.ownerPremium || (token.user && !switches.allowListed)) return error(403, "Forbidden");
      if (switches.mode === "restricted" && isRemoved(request.method, request.path)) return error(403, "Forbidden"); // prettier-ignore
      return route(request, token);
    },
  };
}

/** Both kinds of 429: the plain one, and the one of a spent quota with its reason. */
function tooMany(kind: Refusal["kind"], after: number | null): SimReply {
  const headers: Record<string, string> = after === null ? {} : { "Retry-After": String(after) };
  return kind === "quota"
    ? { ...error(429, "Too many requests", headers, "QUOTA_EXCEEDED"), because: "quota" }
    : { ...error(429, "API rate limit exceeded", headers), because: "rate" };
}
