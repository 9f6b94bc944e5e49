/** Discogs' lists: hits of the search, an artist's releases. Years are texts in one and numbers in the other. */
import type { Artist, Release, ReleaseGroup, Track } from "../catalogue/entities";
import { numberFrom } from "../shared/ids";
import * as parts from "./parts";
import { creditText, thumb, thumbs, type Asked } from "./shapes";
import * as view from "./view";

const USER_DATA = { in_wantlist: false, in_collection: false };
const slug = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "-");

export function artistHit(asked: Asked, artist: Artist) {
  const id = asked.view.artistId(artist);
  const title = asked.view.nameOf(artist);
  const faceless = artist.faceless.has("discogs");
  const picture = (size: number) => parts.imageAddress(asked.origin, "A", artist.type === "Person" ? `solo:${artist.key}` : artist.key, size); // prettier-ignore
  return {
    id,
    type: "artist",
    master_id: null,
    master_url: null,
    uri: `/artist/${id}-${slug(title)}`,
    title,
    thumb: !asked.signedIn || faceless ? "" : picture(150),
    cover_image: !asked.signedIn ? "" : faceless ? parts.spacer(asked.origin) : picture(600),
    resource_url: `${asked.origin}/artists/${id}`,
    user_data: USER_DATA,
  };
}

export function hitShape(asked: Asked, hit: view.Hit) {
  const release = view.releaseOfHit(hit);
  if (!release) return {};
  const { origin, view: known } = asked;
  const group = release.group;
  const master = known.masterId(group);
  const isMaster = hit.kind === "master";
  const id = isMaster ? master : known.releaseId(release);
  const format = parts.formatOf(release);
  const artist = view.credited(group.credit)[0]?.artist;
  const year = isMaster ? Number(group.firstDate.slice(0, 4)) : parts.yearOf(release);
  const own = isMaster ? view.capitals(group.title) : view.releaseTitle(release);
  return {
    country: parts.countryOf(release),
    ...(year ? { year: String(year) } : {}),
    format: [format.name, ...format.descriptions],
    label: [release.label],
    type: hit.kind,
    genre: parts.genresOf(artist),
    style: parts.stylesOf(artist),
    id,
    barcode: release.upc ? [release.upc] : [],
    user_data: USER_DATA,
    master_id: master,
    master_url: master ? `${origin}/masters/${master}` : null,
    uri: isMaster ? `/master/${id}-${slug(own)}` : `/release/${id}-${slug(own)}`,
    catno: view.catnoOf(release),
    title: `${creditText(asked, release, group.credit)} - ${own}`,
    ...thumbs(asked, release),
    resource_url: `${origin}/${hit.kind}s/${id}`,
    community: { want: numberFrom(`want:${release.key}`, 0, 400), have: numberFrom(`have:${release.key}`, 0, 900) }, // prettier-ignore
    ...(isMaster ? {} : { format_quantity: release.media.length, formats: [format] }),
  };
}

/** What `/artists/{id}/releases` lists: one line an album, and the albums of others with a track of this artist. */
export interface Entry {
  release: Release;
  group?: ReleaseGroup;
  track?: Track;
}

export function entriesOf(known: view.DiscogsView, artist: Artist): Entry[] {
  const seen = new Set<ReleaseGroup>();
  const entries: Entry[] = [];
  for (const release of known.releasesOf.get(artist) ?? []) {
    if (!known.masterId(release.group)) entries.push({ release });
    else if (!seen.has(release.group)) entries.push({ release, group: release.group });
    seen.add(release.group);
  }
  return [...entries, ...(known.appearances().get(artist) ?? [])];
}

export function entryShape(asked: Asked, { release, group, track }: Entry) {
  const { origin, view: known } = asked;
  const year = group ? Number(group.firstDate.slice(0, 4)) : parts.yearOf(release);
  const id = known.releaseId(release);
  const common = {
    artist: creditText(asked, release, release.group.credit),
    role: track ? "TrackAppearance" : "Main",
    ...(year ? { year } : {}),
    thumb: thumb(asked, release),
  };
  if (group) {
    const master = known.masterId(group);
    return { id: master, type: "master", main_release: id, title: view.capitals(group.title), resource_url: `${origin}/masters/${master}`, ...common }; // prettier-ignore
  }
  return {
    id,
    type: "release",
    status: "Accepted",
    title: view.releaseTitle(release),
    format: parts.shortFormat(release),
    label: release.label,
    resource_url: `${origin}/releases/${id}`,
    ...(track ? { trackinfo: track.title } : {}),
    ...common,
  };
}
