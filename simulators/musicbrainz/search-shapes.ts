/** Hits of the search server: other keys than look-ups have, empty parts left out. */
import type { Artist, Credit, Recording, Release, ReleaseGroup } from "../catalogue/entities";
import { uuidFrom } from "../shared/ids";
import { recordingNote, releasesOf, script, tagList } from "./shapes";
import { artistName, formatOf, groupReleases, recordingTracks, releaseTitle } from "./view";
import * as words from "./vocabulary";

function credit(list: readonly Credit[]) {
  return list.map((part) => ({
    name: part.artist.name,
    ...(part.join ? { joinphrase: part.join } : {}),
    artist: {
      id: part.artist.mbid,
      name: artistName(part.artist),
      "sort-name": part.artist.sortName,
      ...(part.artist.note ? { disambiguation: part.artist.note } : {}),
    },
  }));
}

const creditId = (list: readonly Credit[]) =>
  uuidFrom(`credit:${list.map((part) => part.artist.key).join("+")}`);

export function artistHit(artist: Artist, score: number) {
  const area = words.countryArea(artist.country);
  return {
    id: artist.mbid,
    ...(artist.type ? { type: artist.type, "type-id": words.ARTIST_TYPES[artist.type] } : {}),
    score,
    ...(artist.gender
      ? { "gender-id": words.GENDERS[artist.gender], gender: artist.gender.toLowerCase() }
      : {}),
    name: artistName(artist),
    "sort-name": artist.sortName,
    ...(artist.country ? { country: artist.country } : {}),
    ...(area
      ? {
          area: {
            id: area.id,
            type: "Country",
            "type-id": words.COUNTRY_TYPE,
            name: area.name,
            "sort-name": area.name,
            "life-span": { ended: null },
          },
        }
      : {}),
    ...(artist.from ? { "begin-area": city(artist.from) } : {}),
    ...(artist.note ? { disambiguation: artist.note } : {}),
    "life-span": {
      ...(artist.begin ? { begin: artist.begin } : {}),
      ...(artist.end ? { end: artist.end } : {}),
      ended: artist.end === null ? null : true,
    },
    ...(artist.aliases.length > 0
      ? {
          aliases: artist.aliases.map((alias) => ({
            "sort-name": alias.name,
            name: alias.name,
            locale: alias.locale,
            type: null,
            primary: alias.primary || null,
            "begin-date": null,
            "end-date": null,
          })),
        }
      : {}),
    ...(artist.genres.length > 0 ? { tags: tagList(artist) } : {}),
  };
}

function city(name: string) {
  const id = uuidFrom(`city:${name}`);
  return { id, "type": "City", "type-id": uuidFrom("area-type:City"), name, "sort-name": name, "life-span": { ended: null } }; // prettier-ignore
}

function groupInside(group: ReleaseGroup) {
  return {
    id: group.mbid,
    "type-id": words.GROUP_TYPES[group.primaryType],
    "primary-type-id": words.GROUP_TYPES[group.primaryType],
    title: group.title,
    "primary-type": group.primaryType,
    ...secondary(group),
  };
}

function secondary(group: ReleaseGroup) {
  if (group.secondaryTypes.length === 0) return {};
  return {
    "secondary-types": group.secondaryTypes,
    "secondary-type-ids": group.secondaryTypes.map((type) => words.GROUP_TYPES[type]),
  };
}

export function groupHit(group: ReleaseGroup, score: number) {
  const releases = groupReleases(group);
  const tags = group.credit[0] ? tagList(group.credit[0].artist) : [];
  return {
    id: group.mbid,
    "type-id": words.GROUP_TYPES[group.primaryType],
    score,
    "primary-type-id": words.GROUP_TYPES[group.primaryType],
    "artist-credit-id": creditId(group.credit),
    count: releases.length,
    title: group.title,
    ...(group.firstDate ? { "first-release-date": group.firstDate } : {}),
    "primary-type": group.primaryType,
    ...secondary(group),
    "artist-credit": credit(group.credit),
    releases: releases.map((release) => ({
      id: release.mbid,
      "status-id": words.OFFICIAL,
      title: releaseTitle(release),
      status: "Official",
    })),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

function events(release: Release) {
  const area = words.countryArea(release.country);
  if (!area) return [];
  const { id, name, code } = area;
  return [{ date: release.date, area: { id, name, "sort-name": name, "iso-3166-1-codes": [code] } }];
}

export function releaseHit(release: Release, score: number) {
  const format = formatOf(release);
  return {
    id: release.mbid,
    score,
    "status-id": words.OFFICIAL,
    ...(format === "CD" ? { "packaging-id": words.JEWEL_CASE } : {}),
    "artist-credit-id": creditId(release.group.credit),
    count: release.media.length,
    title: releaseTitle(release),
    ...(release.note ? { disambiguation: release.note } : {}),
    status: "Official",
    ...(format === "CD" ? { packaging: "Jewel Case" } : {}),
    "text-representation": script(release.title),
    "artist-credit": credit(release.group.credit),
    "release-group": groupInside(release.group),
    date: release.date,
    country: release.country,
    "release-events": events(release),
    ...(release.upc ? { barcode: release.upc } : {}),
    "label-info": [{ label: { id: uuidFrom(`label:${release.label}`), name: release.label } }],
    "track-count": release.trackCount,
    media: release.media.map((medium, index) => ({
      id: uuidFrom(`medium:${release.key}:${index}`),
      format,
      "disc-count": format === "CD" ? 1 : 0,
      "track-count": medium.length,
    })),
  };
}

export function recordingHit(recording: Recording, score: number) {
  const note = recordingNote(recording);
  return {
    id: recording.mbid,
    score,
    "artist-credit-id": creditId(recording.credit),
    title: recording.title,
    length: recording.lengthMs,
    ...(note ? { disambiguation: note } : {}),
    video: null,
    "artist-credit": credit(recording.credit),
    "first-release-date": recording.firstDate,
    releases: releasesOf(recording).map((release) => releaseInside(release, recording)),
    ...(recording.isrcs.length > 0 ? { isrcs: recording.isrcs } : {}),
  };
}

function releaseInside(release: Release, recording: Recording) {
  const track = recordingTracks(recording).find((one) => one.release === release);
  const medium = track ? release.media[track.disc - 1] : undefined;
  return {
    id: release.mbid,
    "status-id": words.OFFICIAL,
    "artist-credit-id": creditId(release.group.credit),
    count: release.media.length,
    title: releaseTitle(release),
    status: "Official",
    ...(release.note ? { disambiguation: release.note } : {}),
    "artist-credit": credit(release.group.credit),
    "release-group": groupInside(release.group),
    date: release.date,
    country: release.country,
    "release-events": events(release),
    "track-count": release.trackCount,
    media: track
      ? [
          {
            id: uuidFrom(`medium:${release.key}:${track.disc - 1}`),
            position: track.disc,
            format: formatOf(release),
            track: [
              { id: track.mbid, number: String(track.position), title: track.title, length: track.lengthMs },
            ],
            "track-count": medium?.length ?? 0,
            "track-offset": track.position - 1,
          },
        ]
      : [],
  };
}
