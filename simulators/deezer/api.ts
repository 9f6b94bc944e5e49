/** api.deezer.com and its picture host. Whatever goes wrong, the status is 200. */
import type { Artist, Catalogue, Release, Track } from "../catalogue/entities";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { numberFrom } from "../shared/ids";
import { SlidingWindow } from "../shared/limits";
import { picture } from "../shared/pictures";
import * as shapes from "./shapes";
import { albumMd5, artistMd5, bpmOf, deezerView, mostHeard } from "./view";

export interface DeezerSwitches extends Record<string, unknown> {
  /** Requests of one address in 5 s. */
  windowLimit: number;
}

const ERRORS: Record<number, [string, string]> = {
  4: ["Exception", "Quota limit exceeded"],
  500: ["ParameterException", "empty parameter"],
  501: ["MissingParameterException", "Missing parameters: q"],
  600: ["InvalidQueryException", "Unknown path components : "],
  700: ["ServiceBusyException", "Service busy"],
  800: ["DataException", "no data"],
};

export function deezerProvider(catalogue: Catalogue, speed: number): Provider {
  const view = deezerView(catalogue);
  const switches: DeezerSwitches = { windowLimit: 50 };
  const window = new SlidingWindow(() => switches.windowLimit, 5000 / speed);

  function route(request: SimRequest): SimReply | Promise<SimReply> {
    const [kind = "", id = "", sub = ""] = request.path.split("/").slice(1);
    if (kind === "search") return search(request, id || "track");
    if (!["artist", "album", "track"].includes(kind) || !id) return failure(600, request.path);
    if (kind === "artist") return artist(request, id, sub);
    if (kind === "album") return album(request, id, sub);
    return track(request, id, sub);
  }

  function artist(request: SimRequest, id: string, sub: string): SimReply {
    const found = view.artists.get(Number(id));
    if (!found) return failure(800);
    const { origin } = request;
    const albums = view.albumsOf.get(found) ?? [];
    if (sub === "image")
      return redirect(`${origin}/images/artist/${artistMd5(found)}/250x250-000000-80-0-0.jpg`);
    if (sub === "albums") return list(request, albums, (one) => shapes.albumOfArtist(one, origin));
    if (sub === "top") return list(request, mostHeard(view.tracksOf.get(found) ?? []), (one) => shapes.foundTrack(one, origin, true), 5); // prettier-ignore
    if (sub === "related") return list(request, related(found), (one) => shapes.artistShape(one, origin, { link: true, pictures: true, radio: true, counts: view.albumsOf.get(one)?.length ?? 0 })); // prettier-ignore
    if (sub) return failure(600, request.path);
    return json(200, shapes.artistShape(found, origin, { link: true, share: true, pictures: true, radio: true, counts: albums.length })); // prettier-ignore
  }

  /** Those of the same genre, the best known first. */
  function related(artist: Artist): Artist[] {
    const same = [...view.artists.values()].filter((one) => one !== artist && one.genres.some((genre) => artist.genres.includes(genre))); // prettier-ignore
    return same.sort((a, b) => b.fame - a.fame).slice(0, 20);
  }

  function album(request: SimRequest, id: string, sub: string): SimReply {
    const { origin } = request;
    const found = id.startsWith("upc:") ? byUpc(id.slice(4)) : view.albums.get(Number(id));
    if (!found) return failure(800);
    if (sub === "image")
      return redirect(`${origin}/images/cover/${albumMd5(found)}/250x250-000000-80-0-0.jpg`);
    if (sub === "tracks")
      return list(request, shapes.albumTracks(found), (one) => shapes.trackOfAlbum(one, origin));
    if (sub) return failure(600, request.path);
    return json(200, shapes.fullAlbum(found, origin));
  }

  /** Zero padding beyond 12 digits is not understood. */
  function byUpc(text: string): Release | undefined {
    return text.length >= 12 ? view.byUpc.get(text) : undefined;
  }

  function track(request: SimRequest, id: string, sub: string): SimReply {
    const isrc = /^isrc:(.*)$/.exec(id)?.[1];
    const found = isrc === undefined ? view.tracks.get(Number(id)) : view.byIsrc.get(isrc.toUpperCase());
    if (!found) return failure(800);
    return sub ? failure(600, request.path) : json(200, shapes.fullTrack(found, request.origin));
  }

  function search(request: SimRequest, kind: string): SimReply {
    const q = request.query.get("q");
    if (q === null) return failure(501);
    if (q.trim() === "") return failure(500);
    const query = advanced(q);
    const { origin } = request;
    if (kind === "artist") {
      // The artist search does not know the filters of the others: it takes their words.
      const free = [query.free, ...query.filters.filter((f) => f.field === "artist").map((f) => f.text)].join(
        " ",
      );
      const shape = (one: Artist) => shapes.artistShape(one, origin, { link: true, pictures: true, radio: true, counts: view.albumsOf.get(one)?.length ?? 0 }); // prettier-ignore
      return list(request, view.artistIndex().search({ free, filters: [] }), shape);
    }
    if (kind === "album") {
      const filters = query.filters.filter((filter) => filter.field !== "track");
      return list(request, view.albumIndex().search({ free: query.free, filters }), (one) => shapes.foundAlbum(one, origin)); // prettier-ignore
    }
    if (kind === "playlist") return json(200, { data: [], total: 0 });
    if (kind !== "track") return failure(600, request.path);
    const found = view
      .trackIndex()
      .search(query)
      .filter((one) => inBounds(one, query));
    return list(request, inOrder(found, request.query.get("order")), (one) => shapes.foundTrack(one, origin));
  }

  async function image(request: SimRequest): Promise<SimReply> {
    const match = /^\/images\/(?:cover|artist)\/([0-9a-f]{32})\/(\d+)x\d+-000000-80-0-0\.jpg$/.exec(
      request.path,
    );
    const known = match && view.images().get(match[1] ?? "");
    const size = Number(match?.[2]);
    if (!known || !(size >= 1 && size <= 1900)) return { status: 404 };
    const body = await picture(known.kind, known.key, size);
    return {
      status: 200,
      headers: { "Content-Type": "image/jpeg", "Access-Control-Allow-Origin": "*" },
      body,
    };
  }

  return {
    name: "deezer",
    switches,
    isImage: (path) => path.startsWith("/images/"),
    reset() {
      switches.windowLimit = 50;
      window.reset();
    },
    handle(request) {
      if (request.path.startsWith("/images/")) return image(request);
      if (window.take(request.address) > 0) return { ...failure(4), because: "rate" };
      return route(request);
    },
  };
}

interface DeezerQuery {
  free: string;
  filters: { field: string; text: string }[];
  /** dur_min, dur_max, bpm_min, bpm_max. */
  bounds: Map<string, number>;
}

function inBounds(track: Track, { bounds }: DeezerQuery): boolean {
  const fits = (value: number, name: string) =>
    value >= (bounds.get(`${name}_min`) ?? 0) &&
    value <= (bounds.get(`${name}_max`) ?? Number.POSITIVE_INFINITY);
  const bpm = [...bounds.keys()].some((name) => name.startsWith("bpm"));
  return fits(track.lengthMs / 1000, "dur") && (!bpm || fits(bpmOf(track), "bpm"));
}

/** "RANKING", or a property with its direction. */
function inOrder(tracks: Track[], order: string | null): Track[] {
  if (order === "RANKING") return mostHeard(tracks);
  const match = /^(TRACK|ARTIST|ALBUM|DURATION)_(ASC|DESC)$/.exec(order ?? "");
  if (!match) return tracks;
  const turn = match[2] === "ASC" ? 1 : -1;
  const artist = (track: Track) => track.recording.credit[0]?.artist.name ?? "";
  return [...tracks].sort((a, b) => {
    if (match[1] === "DURATION") return turn * (a.lengthMs - b.lengthMs);
    if (match[1] === "TRACK") return turn * a.title.localeCompare(b.title);
    if (match[1] === "ALBUM") return turn * a.release.title.localeCompare(b.release.title);
    return turn * artist(a).localeCompare(artist(b));
  });
}

/** `artist:"X" track:"Y" album:"Z" label:"W" dur_min:1 dur_max:2`, the rest is free words. */
function advanced(q: string): DeezerQuery {
  const query: DeezerQuery = { free: "", filters: [], bounds: new Map() };
  const free = q.replace(
    /\b(artist|track|album|label|dur_min|dur_max|bpm_min|bpm_max):\s*(?:"([^"]*)"|(\S+))/gi,
    (_all, name: string, quoted?: string, bare?: string) => {
      // prettier-ignore
      const field = name.toLowerCase();
      const text = quoted ?? bare ?? "";
      if (/_(min|max)$/.test(field)) {
        if (Number.isFinite(Number(text))) query.bounds.set(field, Number(text));
      } else if (text.trim()) query.filters.push({ field, text });
      return " ";
    },
  );
  query.free = free.replace(/"/g, " ").trim();
  return query;
}

/** Pages of 25 unless asked otherwise; more than 100 is silently 100. */
function list<T>(
  request: SimRequest,
  all: readonly T[],
  shape: (one: T) => unknown,
  standard = 25,
): SimReply {
  const asked = Number(request.query.get("limit") ?? standard);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 100) : standard;
  const index = Math.max(0, Math.floor(Number(request.query.get("index") ?? 0)) || 0);
  // Of many hits the number is a guess that changes from page to page, and never far above 300.
  const guess = request.path.startsWith("/search") && all.length > 100;
  const total = guess ? Math.min(all.length, 300) - numberFrom(request.url, 0, 5) : all.length;
  const reached = guess ? Math.min(all.length, 300) : all.length;
  const at = (start: number) => {
    const query = new URLSearchParams(request.query);
    query.set("index", String(start));
    return `${request.origin}${request.path}?${query.toString()}`;
  };
  return json(200, {
    data: all.slice(index, Math.min(index + limit, Math.max(reached, index))).map(shape),
    total,
    ...(index > 0 ? { prev: at(Math.max(0, index - limit)) } : {}),
    ...(index + limit < reached ? { next: at(index + limit) } : {}),
  });
}

function redirect(location: string): SimReply {
  return { status: 302, headers: { Location: location } };
}

function failure(code: number, path = ""): SimReply {
  const [type, message] = ERRORS[code] ?? ["Exception", "error"];
  return json(200, { error: { type, message: code === 600 ? `${message}${path}` : message, code } });
}
