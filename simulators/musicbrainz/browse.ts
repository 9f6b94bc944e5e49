/** Lists of what belongs to an entity, in pages. */
import type { Recording, Release, ReleaseGroup } from "../catalogue/entities";
import { json, type SimReply, type SimRequest } from "../shared/http";
import { badRequest, notFound, pageOf } from "./answers";
import * as shapes from "./shapes";
import { groupReleases, recordingTracks, type MusicBrainzView } from "./view";

const LINKS: Record<string, readonly string[]> = {
  artist: ["release", "release-group", "recording"],
  "release-group": ["artist", "release"],
  release: ["artist", "release-group", "recording", "label"],
  recording: ["artist", "release"],
};

export function isBrowse(request: SimRequest, entity: string): boolean {
  return (LINKS[entity] ?? []).some((link) => request.query.has(link));
}

export function browse(
  view: MusicBrainzView,
  request: SimRequest,
  entity: string,
  inc: shapes.Includes,
): SimReply {
  const link = (LINKS[entity] ?? []).find((name) => request.query.has(name)) ?? "";
  const asked = (request.query.get(link) ?? "").toLowerCase();
  const id = link === "artist" ? (view.merged.get(asked) ?? asked) : asked;
  const types = (request.query.get("type") ?? "").toLowerCase().split("|").filter(Boolean);
  const hasType = (group: ReleaseGroup) =>
    types.length === 0 ||
    types.some((type) =>
      [group.primaryType, ...group.secondaryTypes].some((own) => own.toLowerCase() === type),
    );
  if (entity === "release-group") {
    const groups = groupsFor(view, link, id);
    return groups
      ? page(request, entity, groups.filter(hasType), (one) => shapes.groupShape(one, inc))
      : notFound();
  }
  if (entity === "release") {
    const status = request.query.get("status")?.toLowerCase();
    const releases = releasesFor(view, link, id);
    const kept = releases?.filter(
      (release) => hasType(release.group) && (!status || status.includes("official")),
    );
    return kept ? page(request, entity, kept, (one) => shapes.releaseShape(one, inc)) : notFound();
  }
  if (entity === "recording") {
    const recordings = recordingsFor(view, link, id);
    return recordings
      ? page(request, entity, recordings, (one) => shapes.recordingShape(one, inc))
      : notFound();
  }
  const credit = creditFor(view, link, id);
  if (!credit) return notFound();
  const artists = credit.filter((artist) => artist.on.has("musicbrainz"));
  return entity === "artist" ? page(request, entity, artists, (one) => shapes.artistShape(one, inc, [], [])) : badRequest("Not a collection."); // prettier-ignore
}

function groupsFor(view: MusicBrainzView, link: string, id: string): ReleaseGroup[] | undefined {
  if (link === "artist") return view.artists.has(id) ? (view.groupsOf.get(id) ?? []) : undefined;
  const release = view.releases.get(id);
  return release ? [release.group] : undefined;
}

function releasesFor(view: MusicBrainzView, link: string, id: string): Release[] | undefined {
  if (link === "artist") return view.artists.has(id) ? (view.releasesOf.get(id) ?? []) : undefined;
  if (link === "release-group") {
    const group = view.groups.get(id);
    return group && groupReleases(group);
  }
  if (link === "label") return view.byLabel().get(id);
  const recording = view.recordings.get(id);
  return recording && [...new Set(recordingTracks(recording).map((track) => track.release))];
}

function recordingsFor(view: MusicBrainzView, link: string, id: string): Recording[] | undefined {
  if (link === "artist") return view.artists.has(id) ? (view.recordingsOf.get(id) ?? []) : undefined;
  return view.releases.get(id)?.media.flat().map((track) => track.recording); // prettier-ignore
}

function creditFor(view: MusicBrainzView, link: string, id: string) {
  const credit =
    link === "release" ? view.releases.get(id)?.group.credit : link === "release-group" ? view.groups.get(id)?.credit : view.recordings.get(id)?.credit; // prettier-ignore
  return credit?.map((part) => part.artist);
}

function page<T>(
  request: SimRequest,
  entity: string,
  all: readonly T[],
  shape: (one: T) => unknown,
): SimReply {
  const { limit, offset } = pageOf(request.query);
  return json(200, {
    [`${entity}-count`]: all.length,
    [`${entity}-offset`]: offset,
    [`${entity}s`]: all.slice(offset, offset + limit).map(shape),
  });
}
