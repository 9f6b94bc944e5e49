/** `/database/search`: free words, named fields, codes. */
import type { Release } from "../catalogue/entities";
import { numberFrom } from "../shared/ids";
import { countryOf, formatOf, genresOf, stylesOf, yearOf } from "./parts";
import { artistHit, hitShape } from "./lists";
import type { Asked } from "./shapes";
import * as view from "./view";

type Shaped = () => unknown;

/** Hits as functions: only those of the page are written out. */
export function searchHits(asked: Asked, query: URLSearchParams): Shaped[] {
  const wanted = query.get("type") ?? "";
  const value = (name: string): string => query.get(name)?.trim() ?? "";
  const hits: Shaped[] = [];
  const named = ["release_title", "track", "barcode", "catno", "label", "format", "country", "year", "genre", "style"]; // prettier-ignore
  const ofAlbums = named.some((name) => value(name) !== "");
  if ((wanted === "" && !ofAlbums) || wanted === "artist") {
    const free = value("q") || value("title") || value("artist") || value("anv");
    // Artists have none of the fields of releases: with one of them there are no artists.
    if (free && !ofAlbums) for (const artist of asked.view.artistIndex().search({ free, filters: [] })) hits.push(() => artistHit(asked, artist)); // prettier-ignore
  }
  if (wanted === "artist" || wanted === "label") return hits;
  for (const hit of albumHits(asked.view, value))
    if (wanted === "" || hit.kind === wanted) hits.push(() => hitShape(asked, hit));
  return hits;
}

function albumHits(known: view.DiscogsView, value: (name: string) => string): view.Hit[] {
  const filters: { field: string; text: string }[] = [];
  const add = (field: string, text: string) => text && filters.push({ field, text });
  const dash = value("title").indexOf(" - ");
  add("artist", value("artist") || value("anv"));
  add("title", value("release_title"));
  add("label", value("label"));
  if (dash > 0) {
    add("artist", value("title").slice(0, dash));
    add("title", value("title").slice(dash + 3));
  }
  const free = [value("q"), dash > 0 ? "" : value("title")].filter(Boolean).join(" ");
  const coded = byCode(known, value);
  let hits: view.Hit[];
  if (free || filters.length > 0) {
    hits = known.hitIndex().search({ free, filters });
    if (coded) hits = hits.filter((hit) => hit.kind === "release" && coded.has(hit.release));
  } else if (coded) hits = [...coded].map((release) => ({ kind: "release", release }));
  else if (["country", "year", "format", "genre", "style"].some((name) => value(name)))
    hits = [...known.releases.values()].map((release) => ({ kind: "release", release }));
  else hits = [];
  const fits = plainFilters(value);
  return hits.filter((hit) => fits(hit));
}

/** Releases with this barcode, catalogue number, track; undefined when none of them was asked for. */
function byCode(known: view.DiscogsView, value: (name: string) => string): Set<Release> | undefined {
  const lists: Release[][] = [];
  if (value("barcode")) lists.push(known.byBarcode().get(view.codeKey(value("barcode"))) ?? []);
  if (value("catno")) lists.push(known.byCatno().get(view.codeKey(value("catno"))) ?? []);
  if (value("track")) lists.push(known.trackIndex().search({ free: "", filters: [{ field: "track", text: value("track") }] })); // prettier-ignore
  const [first, ...others] = lists;
  if (!first) return undefined;
  const sets = others.map((list) => new Set(list));
  return new Set(first.filter((release) => sets.every((set) => set.has(release))));
}

function plainFilters(value: (name: string) => string): (hit: view.Hit) => boolean {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return (hit) => {
    const release = view.releaseOfHit(hit);
    if (!release) return false;
    const artist = view.credited(release.group.credit)[0]?.artist;
    const year = hit.kind === "master" ? Number(hit.group.firstDate.slice(0, 4)) : yearOf(release);
    const format = formatOf(release);
    return (
      (!value("country") || same(value("country"), countryOf(release))) &&
      (!value("year") || value("year") === String(year)) &&
      (!value("genre") || genresOf(artist).some((one) => same(one, value("genre")))) &&
      (!value("style") || stylesOf(artist).some((one) => same(one, value("style")))) &&
      (!value("format") || [format.name, ...format.descriptions].some((one) => same(one, value("format"))))
    );
  };
}

/** The same requests always take too long. */
export function isSlow(query: URLSearchParams, ratio: number): boolean {
  return ratio > 0 && numberFrom(`slow:${query.toString()}`, 0, 1000) < ratio * 1000;
}
