/** The part of the catalogue that the simulated MusicBrainz has, with its maps and search indexes. */
import type {
  Artist,
  Catalogue,
  Credit,
  Recording,
  Release,
  ReleaseGroup,
  Track,
} from "../catalogue/entities";
import { uuidFrom } from "../shared/ids";
import { once, push } from "../shared/maps";
import { FieldIndex } from "./field-index";

export type UrlTarget =
  { kind: "artist"; artist: Artist; type: string } | { kind: "release"; release: Release; type: string };

interface KnownUrl {
  id: string;
  targets: UrlTarget[];
}

export interface MusicBrainzView {
  artists: Map<string, Artist>;
  groups: Map<string, ReleaseGroup>;
  releases: Map<string, Release>;
  recordings: Map<string, Recording>;
  merged: Map<string, string>;
  byIsrc: Map<string, Recording[]>;
  urls: () => Map<string, KnownUrl>;
  byLabel: () => Map<string, Release[]>;
  groupsOf: Map<string, ReleaseGroup[]>;
  releasesOf: Map<string, Release[]>;
  recordingsOf: Map<string, Recording[]>;
  artistIndex: () => FieldIndex<Artist>;
  groupIndex: () => FieldIndex<ReleaseGroup>;
  releaseIndex: () => FieldIndex<Release>;
  recordingIndex: () => FieldIndex<Recording>;
}

export const artistName = (artist: Artist): string => artist.names.musicbrainz ?? artist.name;
export const groupReleases = (group: ReleaseGroup): Release[] =>
  group.releases.filter((one) => one.on.has("musicbrainz"));
export const releaseTitle = (release: Release): string => release.titles.musicbrainz ?? release.group.title;
export const recordingTracks = (recording: Recording): Track[] =>
  recording.tracks.filter((one) => one.on.has("musicbrainz"));

/** Web addresses that MusicBrainz knows of an artist. */
export function artistUrls(artist: Artist): { resource: string; type: string; id: string }[] {
  const urls: { resource: string; type: string }[] = [];
  if (artist.linked && artist.on.has("spotify"))
    urls.push({ resource: `https://open.spotify.com/artist/${artist.spotifyId}`, type: "free streaming" });
  if (artist.linked && artist.on.has("deezer") && artist.fame > 45)
    urls.push({ resource: `https://www.deezer.com/artist/${artist.deezerId}`, type: "free streaming" });
  return urls.map((url) => ({ ...url, id: uuidFrom(`url:${url.resource}`) }));
}

export function releaseUrls(release: Release): { resource: string; type: string; id: string }[] {
  if (!release.linked || !release.on.has("spotify")) return [];
  const resource = `https://open.spotify.com/album/${release.spotifyId}`;
  return [{ resource, type: "free streaming", id: uuidFrom(`url:${resource}`) }];
}

export function musicBrainzView(catalogue: Catalogue): MusicBrainzView {
  const artists = catalogue.artists.filter((artist) => artist.on.has("musicbrainz"));
  const releases = catalogue.releases.filter((release) => release.on.has("musicbrainz"));
  const groups = catalogue.groups.filter((group) => groupReleases(group).length > 0);
  const recordings = catalogue.recordings.filter((recording) => recordingTracks(recording).length > 0);
  const view: Omit<MusicBrainzView, "artistIndex" | "groupIndex" | "releaseIndex" | "recordingIndex"> = {
    artists: new Map(artists.map((artist) => [artist.mbid, artist])),
    groups: new Map(groups.map((group) => [group.mbid, group])),
    releases: new Map(releases.map((release) => [release.mbid, release])),
    recordings: new Map(recordings.map((recording) => [recording.mbid, recording])),
    merged: new Map(artists.flatMap((artist) => artist.merged.map((old) => [old, artist.mbid] as const))),
    byIsrc: new Map(),
    urls: once(() => addresses(artists, releases)),
    byLabel: once(() => {
      const byLabel = new Map<string, Release[]>();
      for (const release of releases) push(byLabel, uuidFrom(`label:${release.label}`), release);
      return byLabel;
    }),
    groupsOf: new Map(),
    releasesOf: new Map(),
    recordingsOf: new Map(),
  };
  for (const recording of recordings) {
    for (const isrc of recording.isrcs) push(view.byIsrc, isrc, recording);
    for (const { artist } of recording.credit) push(view.recordingsOf, artist.mbid, recording);
  }
  for (const group of groups) for (const { artist } of group.credit) push(view.groupsOf, artist.mbid, group);
  for (const release of releases)
    for (const { artist } of release.group.credit) push(view.releasesOf, artist.mbid, release);
  return {
    ...view,
    artistIndex: once(() => artistIndex(artists)),
    groupIndex: once(() => groupIndex(groups)),
    releaseIndex: once(() => releaseIndex(releases)),
    recordingIndex: once(() => recordingIndex(recordings)),
  };
}

function addresses(artists: readonly Artist[], releases: readonly Release[]): Map<string, KnownUrl> {
  const urls = new Map<string, KnownUrl>();
  const address = (url: { resource: string; id: string }, target: UrlTarget) => {
    const known = urls.get(url.resource);
    if (known) known.targets.push(target);
    else urls.set(url.resource, { id: url.id, targets: [target] });
  };
  for (const artist of artists)
    for (const url of artistUrls(artist)) address(url, { kind: "artist", artist, type: url.type });
  for (const release of releases)
    for (const url of releaseUrls(release)) address(url, { kind: "release", release, type: url.type });
  return urls;
}

/** What a credit is found by: as it is written, and by today's names. */
const names = (credit: readonly Credit[]): string[] => {
  const whole = credit.map((part) => part.artist.name + part.join).join("");
  return [...new Set([whole, ...credit.flatMap((part) => [part.artist.name, artistName(part.artist)])])];
};
const ids = (credit: readonly Credit[]): string[] => credit.map((part) => part.artist.mbid);
const years = (date: string): string[] => [date, date.slice(0, 4), date.slice(0, 7)].filter(Boolean);

function artistIndex(artists: readonly Artist[]): FieldIndex<Artist> {
  return new FieldIndex(artists, {
    text: {
      artist: (item) => [artistName(item)],
      artistaccent: (item) => [artistName(item)],
      sortname: (item) => [item.sortName],
      alias: (item) => item.aliases.map((alias) => alias.name),
      comment: (item) => [item.note],
      tag: (item) => item.genres,
      area: (item) => [item.country ?? ""],
      beginarea: (item) => [item.from ?? ""],
    },
    exact: {
      arid: (item) => [item.mbid, ...item.merged],
      country: (item) => (item.country ? [item.country] : []),
      type: (item) => (item.type ? [item.type] : []),
      gender: (item) => (item.gender ? [item.gender] : []),
      begin: (item) => (item.begin ? years(item.begin) : []),
      end: (item) => (item.end ? years(item.end) : []),
      ended: (item) => [String(item.end !== null)],
    },
    standard: { artist: 1, sortname: 0.95, alias: 0.9 },
  });
}

function groupIndex(groups: readonly ReleaseGroup[]): FieldIndex<ReleaseGroup> {
  return new FieldIndex(groups, {
    text: {
      releasegroup: (item) => [item.title],
      releasegroupaccent: (item) => [item.title],
      release: (item) => groupReleases(item).map((release) => release.title),
      artist: (item) => names(item.credit),
      artistname: (item) => names(item.credit),
      creditname: (item) => names(item.credit),
      tag: (item) => item.credit.flatMap((part) => part.artist.genres),
    },
    exact: {
      rgid: (item) => [item.mbid],
      arid: (item) => ids(item.credit),
      reid: (item) => groupReleases(item).map((release) => release.mbid),
      primarytype: (item) => [item.primaryType],
      type: (item) => [item.primaryType],
      secondarytype: (item) => item.secondaryTypes,
      firstreleasedate: (item) => years(item.firstDate),
      status: () => ["official"],
    },
    standard: { releasegroup: 1 },
  });
}

function releaseIndex(releases: readonly Release[]): FieldIndex<Release> {
  return new FieldIndex(releases, {
    text: {
      release: (item) => [releaseTitle(item), item.title],
      releaseaccent: (item) => [releaseTitle(item)],
      releasegroup: (item) => [item.group.title],
      artist: (item) => names(item.group.credit),
      artistname: (item) => names(item.group.credit),
      creditname: (item) => names(item.group.credit),
      label: (item) => [item.label],
      comment: (item) => [item.note],
    },
    exact: {
      reid: (item) => [item.mbid],
      rgid: (item) => [item.group.mbid],
      arid: (item) => ids(item.group.credit),
      barcode: (item) => (item.upc ? [item.upc, item.upc.padStart(13, "0"), item.upc.padStart(14, "0")] : []),
      date: (item) => years(item.date),
      country: (item) => [item.country],
      primarytype: (item) => [item.group.primaryType],
      secondarytype: (item) => item.group.secondaryTypes,
      tracks: (item) => [String(item.trackCount)],
      mediums: (item) => [String(item.media.length)],
      status: () => ["official"],
      format: (item) => [formatOf(item)],
    },
    standard: { release: 1 },
  });
}

export function formatOf(release: Release): "CD" | "Digital Media" {
  return release.date >= "2009" ? "Digital Media" : "CD";
}

function recordingIndex(recordings: readonly Recording[]): FieldIndex<Recording> {
  return new FieldIndex(recordings, {
    text: {
      recording: (item) => [item.title],
      recordingaccent: (item) => [item.title],
      artist: (item) => names(item.credit),
      artistname: (item) => names(item.credit),
      creditname: (item) => names(item.credit),
      release: (item) => [...new Set(recordingTracks(item).map((track) => releaseTitle(track.release)))],
      releasegroup: (item) => [...new Set(recordingTracks(item).map((track) => track.release.group.title))],
      comment: (item) => [item.version],
    },
    exact: {
      rid: (item) => [item.mbid],
      arid: (item) => ids(item.credit),
      isrc: (item) => item.isrcs,
      reid: (item) => recordingTracks(item).map((track) => track.release.mbid),
      rgid: (item) => [...new Set(recordingTracks(item).map((track) => track.release.group.mbid))],
      dur: (item) => [String(item.lengthMs)],
      qdur: (item) => [String(Math.floor(item.lengthMs / 2000))],
      tnum: (item) => recordingTracks(item).map((track) => String(track.position)),
      date: (item) => years(item.firstDate),
      firstreleasedate: (item) => years(item.firstDate),
      video: () => ["false"],
    },
    standard: { recording: 1 },
  });
}
