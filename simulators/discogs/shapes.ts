/** Discogs' answers, key by key. */
import type { Artist, Credit, Release, ReleaseGroup, Track } from "../catalogue/entities";
import { numberFrom } from "../shared/ids";
import { portraitKey } from "../shared/pictures";
import * as parts from "./parts";
import * as view from "./view";

/** What all shapes need to know of the request. */
export interface Asked {
  origin: string;
  view: view.DiscogsView;
  /** Pictures' addresses are empty for those who do not sign in. */
  signedIn: boolean;
}

const SITE = "https://www.discogs.com";
const slug = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

export function thumbs(asked: Asked, release: Release | undefined) {
  if (!asked.signedIn) return { thumb: "", cover_image: "" };
  if (!release || release.group.coverless) return { thumb: "", cover_image: parts.spacer(asked.origin) };
  return {
    thumb: parts.imageAddress(asked.origin, "R", release.group.key, 150),
    cover_image: parts.imageAddress(asked.origin, "R", release.group.key, 600),
  };
}

export const thumb = (asked: Asked, release: Release | undefined): string => thumbs(asked, release).thumb;

/** "Anders, Berit & Carla*": the star says that the name is filed otherwise. */
export function creditText(asked: Asked, release: Release | undefined, credit: readonly Credit[]): string {
  return view.credited(credit).map((part, at, all) => {
      const variation = release ? view.variationOn(part.artist, release) : "";
      const name = variation ? `${variation}*` : asked.view.nameOf(part.artist);
      return at < all.length - 1 ? `${name}${joinOf(part.join) === "," ? ", " : ` ${joinOf(part.join)} `}` : name;
    }).join(""); // prettier-ignore
}

const joinOf = (join: string): string => (join === " feat. " ? "Feat." : join.trim() || ",");

function creditShape(asked: Asked, credit: readonly Credit[], release?: Release) {
  const list = view.credited(credit);
  return list.map((part, at) => ({
    name: asked.view.nameOf(part.artist),
    anv: release ? view.variationOn(part.artist, release) : "",
    join: at < list.length - 1 ? joinOf(part.join) : "",
    role: "",
    tracks: "",
    id: asked.view.artistId(part.artist),
    resource_url: `${asked.origin}/artists/${asked.view.artistId(part.artist)}`,
  }));
}

export function artistShape(asked: Asked, artist: Artist) {
  const { origin, view: known } = asked;
  const id = known.artistId(artist);
  const name = known.nameOf(artist);
  const variations = [...new Set([artist.name, ...artist.aliases.map((alias) => alias.name)])].filter((one) => one !== name); // prettier-ignore
  const genre = artist.genres[0] ?? "popular";
  const pictures = artist.faceless.has("discogs") || !asked.signedIn ? [] : [parts.imageShape(origin, "A", portraitKey(artist))]; // prettier-ignore
  return {
    name,
    id,
    resource_url: `${origin}/artists/${id}`,
    uri: `${SITE}/artist/${id}-${slug(name)}`,
    releases_url: `${origin}/artists/${id}/releases`,
    images: pictures,
    ...(artist.type === "Person" && artist.aliases.length > 0 ? { realname: artist.sortName } : {}),
    profile: `${artist.type === "Person" ? "Artist" : "Band"}${artist.from ? ` from ${artist.from}` : ""}, known for [i]${genre}[/i]. See also [l=${view.plainName(artist)} Records] and [a=${view.plainName(artist)}].`,
    urls: [`https://example.org/${slug(name)}`],
    ...(variations.length > 0 ? { namevariations: variations } : {}),
    data_quality: numberFrom(`quality:${artist.key}`, 0, 3) === 0 ? "Correct" : "Needs Vote",
  };
}

const community = (key: string) => ({ have: numberFrom(`have:${key}`, 0, 900), want: numberFrom(`want:${key}`, 0, 400) }); // prettier-ignore

function trackShape(asked: Asked, track: Track, discs: number) {
  const { recording, release } = track;
  const compiled = release.group.credit[0]?.artist !== recording.credit[0]?.artist;
  const guests = recording.credit[0]?.join === " feat. " ? recording.credit.slice(1) : [];
  const words = [view.capitals(track.title), track.version && `(${track.version})`].filter(Boolean).join(" ");
  const unknown = numberFrom(`length:${track.mbid}`, 0, 12) === 0;
  return {
    position: discs > 1 ? `${track.disc}-${track.position}` : String(track.position),
    type_: "track",
    ...(compiled ? { artists: creditShape(asked, recording.credit) } : {}),
    title: words,
    ...(guests.length > 0 ? { extraartists: creditShape(asked, guests).map((guest) => ({ ...guest, role: "Featuring" })) } : {}), // prettier-ignore
    duration: unknown ? "" : parts.duration(track.lengthMs),
  };
}

const tracklist = (asked: Asked, release: Release) =>
  view.tracksOf(release).map((track) => trackShape(asked, track, release.media.length));

function identifiers(release: Release) {
  if (!release.upc) return [];
  const spaced = `${release.upc.slice(0, 1)} ${release.upc.slice(1, 6)} ${release.upc.slice(6, 11)} ${release.upc.slice(11)}`; // prettier-ignore
  return [{ type: "Barcode", value: spaced, description: "Text" }, { type: "Barcode", value: release.upc, description: "Scanned" }]; // prettier-ignore
}

function labelShape(asked: Asked, release: Release) {
  const id = numberFrom(`label:${release.label}`, 1_000, 999_999);
  return { name: release.label, catno: view.catnoOf(release), entity_type: "1", entity_type_name: "Label", id, resource_url: `${asked.origin}/labels/${id}`, thumbnail_url: "" }; // prettier-ignore
}

export function releaseShape(asked: Asked, release: Release) {
  const { origin, view: known } = asked;
  const id = known.releaseId(release);
  const master = known.masterId(release.group);
  const main = view.credited(release.group.credit)[0]?.artist;
  const artists = creditShape(asked, release.group.credit, release);
  const user = { username: "simulated", resource_url: `${origin}/users/simulated` };
  const pictured = asked.signedIn && !release.group.coverless;
  const rating = { count: numberFrom(`ratings:${release.key}`, 1, 90), average: numberFrom(`rating:${release.key}`, 300, 500) / 100 }; // prettier-ignore
  return {
    id,
    status: "Accepted",
    year: parts.yearOf(release),
    resource_url: `${origin}/releases/${id}`,
    uri: `${SITE}/release/${id}-${slug(`${artists[0]?.name} ${release.title}`)}`,
    artists,
    artists_sort: main?.sortName ?? "",
    labels: [labelShape(asked, release)],
    series: [],
    companies: [],
    formats: [parts.formatOf(release)],
    data_quality: "Needs Vote",
    community: {
      ...community(release.key),
      rating,
      submitter: user,
      contributors: [user],
      data_quality: "Needs Vote",
      status: "Accepted",
    },
    format_quantity: release.media.length,
    date_added: "2008-10-20T13:02:56-07:00",
    date_changed: "2018-02-09T05:51:25-08:00",
    num_for_sale: numberFrom(`sale:${release.key}`, 0, 40),
    lowest_price: numberFrom(`price:${release.key}`, 100, 4_000) / 100,
    ...(master ? { master_id: master, master_url: `${origin}/masters/${master}` } : {}),
    title: view.releaseTitle(release),
    country: parts.countryOf(release),
    ...parts.dates(release),
    ...(release.note ? { notes: release.note } : {}),
    identifiers: identifiers(release),
    videos: [],
    genres: parts.genresOf(main),
    styles: parts.stylesOf(main),
    tracklist: tracklist(asked, release),
    extraartists: [],
    images: pictured ? [parts.imageShape(origin, "R", release.group.key)] : [],
    thumb: thumb(asked, release),
    estimated_weight: 85,
    blocked_from_sale: false,
    is_offensive: false,
  };
}

export function masterShape(asked: Asked, group: ReleaseGroup) {
  const { origin, view: known } = asked;
  const id = known.masterId(group);
  const release = view.onDiscogs(group)[0];
  const main = release ? known.releaseId(release) : 0;
  const artist = view.credited(group.credit)[0]?.artist;
  return {
    id,
    main_release: main,
    main_release_url: `${origin}/releases/${main}`,
    resource_url: `${origin}/masters/${id}`,
    uri: `${SITE}/master/${id}-${slug(group.title)}`,
    versions_url: `${origin}/masters/${id}/versions`,
    num_for_sale: numberFrom(`sale:${group.key}`, 0, 90),
    lowest_price: numberFrom(`price:${group.key}`, 100, 4_000) / 100,
    images: asked.signedIn && !group.coverless ? [parts.imageShape(origin, "R", group.key)] : [],
    genres: parts.genresOf(artist),
    styles: parts.stylesOf(artist),
    year: Number(group.firstDate.slice(0, 4)),
    tracklist: release ? tracklist(asked, release) : [],
    artists: creditShape(asked, group.credit),
    title: view.capitals(group.title),
    data_quality: "Correct",
    videos: [],
  };
}

export function versionShape(asked: Asked, release: Release) {
  const id = asked.view.releaseId(release);
  const { name, descriptions } = parts.formatOf(release);
  return {
    id,
    label: release.label,
    country: parts.countryOf(release),
    title: view.releaseTitle(release),
    major_formats: [name],
    format: descriptions.join(", "),
    catno: view.catnoOf(release),
    released: parts.dates(release).released ?? "0",
    status: "Accepted",
    resource_url: `${asked.origin}/releases/${id}`,
    thumb: thumb(asked, release),
    stats: {
      community: { in_wantlist: community(release.key).want, in_collection: community(release.key).have },
      user: { in_wantlist: 0, in_collection: 0 },
    },
  };
}
