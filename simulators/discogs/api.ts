/** api.discogs.com with its pictures: identification and limits first, then search and look-ups. */
import type { Catalogue, Release } from "../catalogue/entities";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { SlidingWindow } from "../shared/limits";
import { once } from "../shared/maps";
import { picture, portraitKey } from "../shared/pictures";
import { entriesOf, entryShape } from "./lists";
import { imageAddress, shortFormat, signature, yearOf } from "./parts";
import { isSlow, searchHits } from "./search";
import * as shapes from "./shapes";
import { discogsView, onDiscogs, releaseTitle } from "./view";

/** What the simulated Discogs lets in: a personal token, or the key and secret of an app. */
export const DEMO_DISCOGS_TOKEN = "simulated-discogs-token";
export const DEMO_DISCOGS_KEY = { key: "simulated-key", secret: "simulated-secret" };

interface DiscogsSwitches extends Record<string, unknown> {
  /** Requests in a moving minute, for those who sign in and those who do not. */
  windowLimit: number;
  anonymousLimit: number;
  /** False: searching without signing in is allowed, as it was measured once. */
  searchNeedsAuth: boolean;
  /** Share of requests answered with an HTML page of the delivery network in front. */
  cloudflareRatio: number;
  /** Status of that page. */
  cloudflareStatus: number;
  /** Share of searches that end with "Query time exceeded". */
  slowRatio: number;
}

const DEFAULTS: DiscogsSwitches = { windowLimit: 60, anonymousLimit: 25, searchNeedsAuth: true, cloudflareRatio: 0, cloudflareStatus: 502, slowRatio: 0 }; // prettier-ignore
const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

const message = (status: number, text: string, headers: Record<string, string> = {}): SimReply =>
  json(status, { message: text }, headers);

export function discogsProvider(catalogue: Catalogue, speed: number): Provider {
  const view = once(() => discogsView(catalogue));
  const images = once(() => pictureKeys(catalogue));
  const switches: DiscogsSwitches = { ...DEFAULTS };
  const window = new SlidingWindow((key) => (key.startsWith("signed:") ? switches.windowLimit : switches.anonymousLimit), 60_000 / speed); // prettier-ignore

  function route(request: SimRequest, signedIn: boolean): SimReply {
    const [kind = "", id = "", sub = ""] = request.path.replace(/\/$/, "").split("/").slice(1);
    const asked: shapes.Asked = { origin: request.origin, view: view(), signedIn };
    if (request.method !== "GET") return message(405, "The method is not allowed for the requested URL.");
    if (kind === "database" && id === "search" && !sub) return search(request, asked);
    const number = /^\d+$/.test(id) ? Number(id) : -1;
    if (kind === "artists") return artist(request, asked, number, sub);
    if (kind === "masters") return master(request, asked, number, sub);
    if (kind === "releases" && !sub) {
      const found = asked.view.releases.get(number);
      return found ? json(200, shapes.releaseShape(asked, found)) : message(404, "Release not found.");
    }
    return message(404, "The requested resource was not found.");
  }

  function search(request: SimRequest, asked: shapes.Asked): SimReply {
    if (!asked.signedIn && switches.searchNeedsAuth) return message(401, "You must authenticate to access this resource."); // prettier-ignore
    if (isSlow(request.query, switches.slowRatio)) return { ...message(500, "Query time exceeded. Please try a simpler query."), because: "slow" }; // prettier-ignore
    return paged(request, "results", searchHits(asked, request.query), (one) => one());
  }

  function artist(request: SimRequest, asked: shapes.Asked, id: number, sub: string): SimReply {
    const found = asked.view.artists.get(id);
    if (!found) return message(404, "Artist not found.");
    if (!sub) return json(200, shapes.artistShape(asked, found));
    if (sub !== "releases") return message(404, "The requested resource was not found.");
    const sort = request.query.get("sort") ?? "year";
    const turn = request.query.get("sort_order") === "desc" ? -1 : 1;
    const key = (release: Release): string => (sort === "title" ? releaseTitle(release) : sort === "format" ? shortFormat(release) : String(yearOf(release)).padStart(4, "9")); // prettier-ignore
    const entries = entriesOf(asked.view, found).sort((a, b) => turn * key(a.release).localeCompare(key(b.release))); // prettier-ignore
    return paged(request, "releases", entries, (one) => entryShape(asked, one));
  }

  function master(request: SimRequest, asked: shapes.Asked, id: number, sub: string): SimReply {
    const found = asked.view.masters.get(id);
    if (!found) return message(404, "Master Release not found.");
    if (!sub) return json(200, shapes.masterShape(asked, found));
    if (sub !== "versions") return message(404, "The requested resource was not found.");
    return paged(request, "versions", onDiscogs(found), (one) => shapes.versionShape(asked, one));
  }

  async function image(request: SimRequest): Promise<SimReply> {
    if (request.path === "/images/spacer.gif") return { status: 200, headers: { "Content-Type": "image/gif" }, body: GIF }; // prettier-ignore
    const [signed = "", size = "", name = ""] = request.path.split("/").slice(2);
    const known = images().get(name);
    if (!known || !["150", "600"].includes(size) || signed !== signature(known.letter, known.key, Number(size))) return { status: 404 }; // prettier-ignore
    const body = await picture(known.letter === "R" ? "cover" : "portrait", known.key, Number(size));
    return { status: 200, headers: { "Content-Type": "image/jpeg" }, body };
  }

  function limited(
    request: SimRequest,
    signedIn: boolean,
  ): { headers: Record<string, string>; refused: boolean } {
    const key = `${signedIn ? "signed" : "anonymous"}:${request.address}`;
    const limit = signedIn ? switches.windowLimit : switches.anonymousLimit;
    const refused = window.take(key) > 0;
    const used = refused ? limit : window.used(key);
    const headers = { "X-Discogs-Ratelimit": String(limit), "X-Discogs-Ratelimit-Used": String(used), "X-Discogs-Ratelimit-Remaining": String(limit - used) }; // prettier-ignore
    return { headers, refused };
  }

  return {
    name: "discogs",
    switches,
    isImage: (path) => path.startsWith("/images/"),
    reset() {
      Object.assign(switches, DEFAULTS);
      window.reset();
    },
    async handle(request) {
      if (request.path.startsWith("/images/")) return image(request);
      if (!request.headers["user-agent"]?.trim()) return { status: 403, because: "user-agent" };
      if (Math.random() < switches.cloudflareRatio) return cloudflare(switches.cloudflareStatus);
      const identity = identify(request);
      const { headers, refused } = limited(request, identity === "known");
      if (refused)
        return { ...message(429, "You are making requests too quickly.", headers), because: "rate" };
      const reply = identity === "wrong" ? message(401, "Invalid consumer token. Please register an app before making requests.") : route(request, identity === "known"); // prettier-ignore
      return { ...reply, headers: { ...reply.headers, ...headers } };
    },
  };
}

/** The header `Authorization`, or the query; another header's name is not seen at all. */
function identify(request: SimRequest): "known" | "wrong" | "nobody" {
  const header = /^Discogs\s+(.*)$/i.exec(request.headers.authorization ?? "")?.[1];
  const words = header === undefined ? request.query : new URLSearchParams(header.replace(/,\s*/g, "&"));
  const token = words.get("token");
  const [key, secret] = [words.get("key"), words.get("secret")];
  if (token === null && key === null) return "nobody";
  if (token !== null) return token === DEMO_DISCOGS_TOKEN ? "known" : "wrong";
  return key === DEMO_DISCOGS_KEY.key && secret === DEMO_DISCOGS_KEY.secret ? "known" : "wrong";
}

/** A page of at most 100, with the addresses of its neighbours in the body and in `Link`. */
function paged<T>(request: SimRequest, key: string, all: readonly T[], shape: (one: T) => unknown): SimReply {
  const asked = (name: string, standard: number) => {
    const value = Number(request.query.get(name) ?? standard);
    return Number.isInteger(value) && value > 0 ? value : standard;
  };
  const per = Math.min(asked("per_page", 50), 100);
  const page = asked("page", 1);
  const pages = Math.max(1, Math.ceil(all.length / per));
  if (page > pages) return message(404, `The requested page is outside of the valid range (1-${pages}).`);
  const at = (number: number) => {
    const query = new URLSearchParams(request.query);
    query.delete("token");
    query.set("per_page", String(per));
    query.set("page", String(number));
    return `${request.origin}${request.path}?${query.toString()}`;
  };
  const urls = {
    ...(page > 1 ? { first: at(1), prev: at(page - 1) } : {}),
    ...(page < pages ? { last: at(pages), next: at(page + 1) } : {}),
  };
  const link = Object.entries(urls).map(([rel, url]) => `<${url}>; rel="${rel}"`).join(", "); // prettier-ignore
  const body = {
    pagination: { page, pages, per_page: per, items: all.length, urls },
    [key]: all.slice((page - 1) * per, page * per).map(shape),
  };
  return json(200, body, link ? { Link: link } : {});
}

function cloudflare(status: number): SimReply {
  const body = `<!DOCTYPE html>\n<html lang="en-US"><head><title>api.discogs.com | ${status}: Bad gateway</title></head><body><div id="cf-wrapper"><h1>Bad gateway <span>Error code ${status}</span></h1><p>The web server reported a bad gateway error.</p></div></body></html>`;
  return { status, headers: { "Content-Type": "text/html; charset=UTF-8", "Server": "cloudflare" }, body, because: "cloudflare" }; // prettier-ignore
}

/** File name → what is on the picture. */
function pictureKeys(catalogue: Catalogue): Map<string, { letter: "R" | "A"; key: string }> {
  const map = new Map<string, { letter: "R" | "A"; key: string }>();
  const add = (letter: "R" | "A", key: string) =>
    map.set(imageAddress("", letter, key, 150).split("/").at(-1) ?? "", { letter, key });
  for (const group of catalogue.groups) add("R", group.key);
  for (const artist of catalogue.artists) add("A", portraitKey(artist));
  return map;
}
