/** Answers of look-ups and browsing, key by key. `inc` adds parts as the real service does. */
import type { Artist, Credit, Recording, Release, ReleaseGroup, Track } from "../catalogue/entities";
import { numberFrom, uuidFrom } from "../shared/ids";
import {
  artistName,
  artistUrls,
  formatOf,
  groupReleases,
  recordingTracks,
  releaseTitle,
  releaseUrls,
} from "./view";
import * as words from "./vocabulary";

export type Includes = ReadonlySet<string>;
export type Shape = Record<string, unknown>;

export function credited(artist: Artist) {
  return {
    country: artist.country,
    disambiguation: artist.note,
    id: artist.mbid,
    name: artistName(artist),
    "sort-name": artist.sortName,
    type: artist.type,
    "type-id": artist.type ? (words.ARTIST_TYPES[artist.type] ?? null) : null,
  };
}

/** The credited name may be an older one than the artist has today. */
function creditShape(credit: readonly Credit[]) {
  return credit.map((part) => ({
    artist: credited(part.artist),
    joinphrase: part.join,
    name: part.artist.name,
  }));
}

function aliases(artist: Artist) {
  return artist.aliases.map((alias) => ({
    begin: null,
    end: null,
    ended: false,
    locale: alias.locale,
    name: alias.name,
    primary: alias.locale ? alias.primary : null,
    "sort-name": alias.name,
    type: "Artist name",
    "type-id": words.ALIAS_NAME,
  }));
}

const genreList = (artist: Artist) =>
  artist.genres.map((name, at) => ({
    count: 12 - at * 3,
    disambiguation: "",
    id: uuidFrom(`genre:${name}`),
    name,
  }));
export const tagList = (artist: Artist) => artist.genres.map((name, at) => ({ count: 12 - at * 3, name }));

function urlRelations(urls: readonly { resource: string; type: string; id: string }[]) {
  return urls.map((url) => ({
    "attribute-ids": {},
    "attribute-values": {},
    attributes: [],
    begin: null,
    direction: "forward",
    end: null,
    ended: false,
    "source-credit": "",
    "target-credit": "",
    "target-type": "url",
    type: url.type,
    "type-id": uuidFrom(`relation:${url.type}`),
    url: { id: url.id, resource: url.resource },
  }));
}

export function artistShape(
  artist: Artist,
  inc: Includes,
  groups: readonly ReleaseGroup[],
  recordings: readonly Recording[],
) {
  const area = words.countryArea(artist.country);
  const begin = artist.from ? words.cityShape(artist.from) : null;
  return {
    area: area ? words.areaShape(area) : null,
    "begin-area": begin,
    begin_area: begin,
    country: artist.country,
    disambiguation: artist.note,
    "end-area": null,
    end_area: null,
    gender: artist.gender,
    "gender-id": artist.gender ? (words.GENDERS[artist.gender] ?? null) : null,
    id: artist.mbid,
    ipis: [],
    isnis: artist.fame > 40 ? [`0000000${numberFrom(`isni:${artist.key}`, 100_000_000, 999_999_999)}`] : [],
    "life-span": { begin: artist.begin, end: artist.end, ended: artist.end !== null },
    name: artistName(artist),
    "sort-name": artist.sortName,
    type: artist.type,
    "type-id": artist.type ? (words.ARTIST_TYPES[artist.type] ?? null) : null,
    ...(inc.has("aliases") ? { aliases: aliases(artist) } : {}),
    ...(inc.has("tags") ? { tags: tagList(artist) } : {}),
    ...(inc.has("genres") ? { genres: genreList(artist) } : {}),
    ...(inc.has("ratings") ? { rating: { value: null, "votes-count": 0 } } : {}),
    ...(inc.has("url-rels") ? { relations: urlRelations(artistUrls(artist)) } : {}),
    // Linked lists in look-ups end at 25; browsing has the rest.
    ...(inc.has("release-groups") ? { "release-groups": groups.slice(0, 25).map((group) => groupShape(group, new Set())) } : {}), // prettier-ignore
    ...(inc.has("releases") ? { releases: groups.flatMap(groupReleases).slice(0, 25).map((release) => releaseShape(release, new Set(), true)) } : {}), // prettier-ignore
    ...(inc.has("recordings") ? { recordings: recordings.slice(0, 25).map((one) => recordingShape(one, new Set())) } : {}), // prettier-ignore
  };
}

export function groupShape(group: ReleaseGroup, inc: Includes): Shape {
  const main = group.credit[0]?.artist;
  return {
    disambiguation: "",
    "first-release-date": group.firstDate,
    id: group.mbid,
    "primary-type": group.primaryType,
    "primary-type-id": words.GROUP_TYPES[group.primaryType] ?? null,
    "secondary-type-ids": group.secondaryTypes.map((type) => words.GROUP_TYPES[type] ?? ""),
    "secondary-types": group.secondaryTypes,
    title: group.title,
    ...(inc.has("artist-credits") || inc.has("artists")
      ? { "artist-credit": creditShape(group.credit) }
      : {}),
    ...(inc.has("aliases") ? { aliases: [] } : {}),
    ...(inc.has("tags") ? { tags: main ? tagList(main) : [] } : {}),
    ...(inc.has("genres") ? { genres: main ? genreList(main) : [] } : {}),
    ...(inc.has("ratings") ? { rating: { value: null, "votes-count": 0 } } : {}),
    ...(inc.has("url-rels") ? { relations: [] } : {}),
    ...(inc.has("releases") ? { releases: groupReleases(group).slice(0, 25).map((release) => releaseShape(release, only(inc, ["artist-credits", "media"]), true)) } : {}), // prettier-ignore
  };
}

function only(inc: Includes, names: readonly string[]): Includes {
  return new Set(names.filter((name) => inc.has(name)));
}

function releaseEvents(release: Release) {
  const area = words.countryArea(release.country);
  return [{ area: area ? words.areaShape(area) : null, date: release.date }];
}

export function script(title: string): { language: string; script: string } {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title))
    return { language: "jpn", script: "Jpan" };
  if (/\p{Script=Hebrew}/u.test(title)) return { language: "heb", script: "Hebr" };
  if (/\p{Script=Arabic}/u.test(title)) return { language: "ara", script: "Arab" };
  return { language: "eng", script: "Latn" };
}

/** Releases inside other answers come without what only the release itself tells. */
export function releaseShape(release: Release, inc: Includes, inside = false): Shape {
  const title = releaseTitle(release);
  const cover = !release.group.coverless;
  const main = release.group.credit[0]?.artist;
  return {
    ...(inside ? {} : { asin: null }),
    barcode: release.upc,
    country: release.country,
    ...(inside
      ? {}
      : {
          "cover-art-archive": {
            artwork: cover,
            back: false,
            count: cover ? 1 : 0,
            darkened: false,
            front: cover,
          },
        }),
    date: release.date,
    disambiguation: release.note,
    id: release.mbid,
    packaging: formatOf(release) === "CD" ? "Jewel Case" : null,
    "packaging-id": formatOf(release) === "CD" ? words.JEWEL_CASE : null,
    quality: "normal",
    "release-events": releaseEvents(release),
    status: "Official",
    "status-id": words.OFFICIAL,
    "text-representation": script(title),
    title,
    ...(inc.has("artist-credits") || inc.has("artists") ? { "artist-credit": creditShape(release.group.credit) } : {}), // prettier-ignore
    ...(inc.has("labels")
      ? { "label-info": [{ "catalog-number": null, label: labelShape(release.label) }] }
      : {}),
    ...(inc.has("release-groups")
      ? { "release-group": groupShape(release.group, only(inc, ["artist-credits"])) }
      : {}),
    ...(inc.has("tags") ? { tags: main ? tagList(main) : [] } : {}),
    ...(inc.has("genres") ? { genres: main ? genreList(main) : [] } : {}),
    ...(inc.has("aliases") ? { aliases: [] } : {}),
    ...(inc.has("url-rels") ? { relations: urlRelations(releaseUrls(release)) } : {}),
    ...(inc.has("media") || inc.has("recordings") || inc.has("discids")
      ? { media: mediaShape(release, inc) }
      : {}),
  };
}

function labelShape(name: string) {
  const id = uuidFrom(`label:${name}`);
  return { disambiguation: "", id, "label-code": null, name, "sort-name": name, type: null, "type-id": null };
}

function mediaShape(release: Release, inc: Includes): Shape[] {
  const format = formatOf(release);
  return release.media.map((medium, index) => ({
    ...(inc.has("discids") ? { discs: [] } : {}),
    format,
    "format-id": format === "CD" ? words.CD : words.DIGITAL,
    id: uuidFrom(`medium:${release.key}:${index}`),
    position: index + 1,
    title: "",
    "track-count": medium.length,
    ...(inc.has("recordings")
      ? { "track-offset": 0, tracks: medium.map((track) => trackShape(track, inc)) }
      : {}),
  }));
}

function trackShape(track: Track, inc: Includes): Shape {
  return {
    ...(inc.has("artist-credits") ? { "artist-credit": creditShape(track.recording.credit) } : {}),
    id: track.mbid,
    length: track.lengthMs,
    number: String(track.position),
    position: track.position,
    recording: recordingShape(track.recording, only(inc, ["artist-credits", "isrcs", "tags", "genres"])),
    title: track.spellings.musicbrainz ?? track.title,
  };
}

export function recordingNote(recording: Recording): string {
  return recording.version ? recording.version.toLowerCase() : "";
}

export function recordingShape(recording: Recording, inc: Includes): Shape {
  const main = recording.credit[0]?.artist;
  return {
    disambiguation: recordingNote(recording),
    "first-release-date": recording.firstDate,
    id: recording.mbid,
    length: recording.lengthMs,
    title: recording.title,
    video: false,
    ...(inc.has("artist-credits") || inc.has("artists")
      ? { "artist-credit": creditShape(recording.credit) }
      : {}),
    ...(inc.has("isrcs") ? { isrcs: recording.isrcs } : {}),
    ...(inc.has("tags") ? { tags: main ? tagList(main) : [] } : {}),
    ...(inc.has("genres") ? { genres: main ? genreList(main) : [] } : {}),
    ...(inc.has("aliases") ? { aliases: [] } : {}),
    ...(inc.has("url-rels") ? { relations: [] } : {}),
    ...(inc.has("releases") ? { releases: releasesOf(recording).slice(0, 25).map((release) => releaseShape(release, only(inc, ["artist-credits", "release-groups", "media"]), true)) } : {}), // prettier-ignore
  };
}

export function releasesOf(recording: Recording): Release[] {
  return [...new Set(recordingTracks(recording).map((track) => track.release))];
}
