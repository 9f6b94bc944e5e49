/** musicbrainz.org/ws/2: limits first, then look-ups, browsing and search. */
import type { Catalogue } from "../catalogue/entities";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { AverageRate } from "../shared/limits";
import { badRequest, notFound, rateHeaders } from "./answers";
import { browse, isBrowse } from "./browse";
import { lookup } from "./lookup";
import { search } from "./search";
import { musicBrainzView } from "./view";
import { INCLUDES } from "./vocabulary";

export interface MusicBrainzSwitches extends Record<string, unknown> {
  /** Share of requests shed as "busy"; about 0.25 was measured in a bad hour. */
  busyRatio: number;
  /** False answers as fast as asked. */
  limited: boolean;
}

const DEFAULTS: MusicBrainzSwitches = { busyRatio: 0, limited: true };
const LONGEST_URL = 8_192;
const BURST = 3;

export function musicBrainzProvider(catalogue: Catalogue, speed: number): Provider {
  const view = musicBrainzView(catalogue);
  const switches: MusicBrainzSwitches = { ...DEFAULTS };
  const rate = new AverageRate(1000 / speed, BURST);
  let served = 0;

  function refused(request: SimRequest): SimReply | undefined {
    if (!request.headers["user-agent"]?.trim()) {
      const error = "Your requests are being throttled by MusicBrainz because the application you are using has not identified itself. Please update your application, and see http://musicbrainz.org/doc/XML_Web_Service/Rate_Limiting for more information."; // prettier-ignore
      return { ...json(403, { error }, { "x-ratelimit-who": "ua-missing", "x-mb-rate-limiter": "lua", "Server": "openresty", "Access-Control-Allow-Origin": "*" }), because: "user-agent" }; // prettier-ignore
    }
    if (switches.limited && !rate.take(request.address)) {
      const error = "Your requests are exceeding the allowable rate limit. Please see http://wiki.musicbrainz.org/XMLWebService for more information."; // prettier-ignore
      const headers = { "x-ratelimit-zone": `ws ip=${request.address}`, "x-ratelimit-limit": "22", "x-ratelimit-remaining": "0", "Retry-After": "1", "Server": "openresty" }; // prettier-ignore
      return { ...json(503, { error }, headers), because: "rate" };
    }
    if (Math.random() < switches.busyRatio) {
      const error = "The MusicBrainz web server is currently busy. Please try again later.";
      const headers = { "x-ratelimit-zone": "global", "x-ratelimit-limit": "15", "x-ratelimit-remaining": "12", "Retry-After": "0", "x-mb-rate-limiter": "lua", "Server": "openresty" }; // prettier-ignore
      return { ...json(503, { error }, headers), because: "busy" };
    }
    return undefined;
  }

  function route(request: SimRequest): SimReply {
    const [, , entity = "", id = ""] = request.path.replace(/\/$/, "").split("/");
    const includes = (request.query.get("inc") ?? "").split(/[+ ]/).filter(Boolean);
    const known = INCLUDES[entity];
    if (!known) return notFound();
    const bad = includes.find((include) => !known.includes(include));
    if (bad) return badRequest(`${bad} is not a valid inc parameter for the ${entity} resource.`);
    if (id || entity === "url") return lookup(view, request, entity, id, new Set(includes));
    if (request.query.has("query")) return search(view, request, entity);
    if (isBrowse(request, entity)) return browse(view, request, entity, new Set(includes));
    return badRequest("Must specify a least one parameter for collections query.");
  }

  return {
    name: "musicbrainz",
    switches,
    isImage: () => false,
    reset() {
      Object.assign(switches, DEFAULTS);
      rate.reset();
    },
    handle(request) {
      const refusal = refused(request);
      if (refusal) return refusal;
      if (Buffer.byteLength(request.url) > LONGEST_URL)
        return { status: 414, headers: { "Content-Type": "text/html" }, body: "<html><head><title>414 Request-URI Too Large</title></head><body><h1>414 Request-URI Too Large</h1></body></html>" }; // prettier-ignore
      if (!request.path.startsWith("/ws/2/")) return notFound();
      served += 1;
      const reply = route({ ...request, path: request.path.slice(3) });
      return { ...reply, headers: { ...rateHeaders(served, request.query.has("query")), ...reply.headers } };
    },
  };
}
