/** One entity by its MBID, recordings by ISRC, entities by their web addresses. */
import { json, type SimReply, type SimRequest } from "../shared/http";
import { uuidFrom } from "../shared/ids";
import { badRequest, notFound } from "./answers";
import * as shapes from "./shapes";
import type { MusicBrainzView, UrlTarget } from "./view";

const MBID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_ADDRESSES = 100;

export function lookup(
  view: MusicBrainzView,
  request: SimRequest,
  entity: string,
  id: string,
  inc: shapes.Includes,
): SimReply {
  if (entity === "isrc") return byIsrc(view, id, inc);
  if (entity === "url" && !id) return byAddress(view, request, inc);
  if (!MBID.test(id)) return badRequest("Invalid mbid.");
  const mbid = id.toLowerCase();
  if (entity === "artist") {
    const target = view.merged.get(mbid);
    const artist = view.artists.get(target ?? mbid);
    if (!artist) return notFound();
    const body = shapes.artistShape(artist, inc, view.groupsOf.get(artist.mbid) ?? [], view.recordingsOf.get(artist.mbid) ?? []); // prettier-ignore
    if (!target) return json(200, body);
    // A merged id: the answer is already there, but the status asks to keep the new id.
    const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
    return json(301, body, { Location: `${request.origin}/ws/2/artist/${target}${query}` });
  }
  if (entity === "release-group") {
    const group = view.groups.get(mbid);
    return group ? json(200, shapes.groupShape(group, inc)) : notFound();
  }
  if (entity === "release") {
    const release = view.releases.get(mbid);
    return release ? json(200, shapes.releaseShape(release, inc)) : notFound();
  }
  if (entity === "recording") {
    const recording = view.recordings.get(mbid);
    return recording ? json(200, shapes.recordingShape(recording, inc)) : notFound();
  }
  return notFound();
}

function byIsrc(view: MusicBrainzView, isrc: string, inc: shapes.Includes): SimReply {
  if (!/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/i.test(isrc)) return badRequest("Invalid isrc.");
  const recordings = view.byIsrc.get(isrc.toUpperCase());
  if (!recordings) return notFound();
  // inc=releases is accepted here and has no effect.
  const used = new Set([...inc].filter((name) => name !== "releases"));
  return json(200, {
    isrc: isrc.toUpperCase(),
    recordings: recordings.map((one) => shapes.recordingShape(one, used)),
  });
}

function byAddress(view: MusicBrainzView, request: SimRequest, inc: shapes.Includes): SimReply {
  const resources = request.query.getAll("resource");
  if (resources.length === 0) return badRequest("Must specify a least one parameter for collections query.");
  if (resources.length > MOST_ADDRESSES) return badRequest(`At most ${MOST_ADDRESSES} resources.`);
  const found = resources.flatMap((resource) => {
    const known = view.urls().get(resource);
    return known ? [urlShape(resource, known, inc)] : [];
  });
  if (resources.length === 1) return found[0] ? json(200, found[0]) : notFound();
  return json(200, { "url-count": found.length, "url-offset": 0, urls: found });
}

function urlShape(
  resource: string,
  url: { id: string; targets: readonly UrlTarget[] },
  inc: shapes.Includes,
) {
  const wanted = url.targets.filter((target) => inc.has(`${target.kind}-rels`));
  const asked = [...inc].some((name) => name.endsWith("-rels"));
  return {
    id: url.id,
    resource,
    ...(asked ? { relations: wanted.map(relation) } : {}),
  };
}

function relation(target: UrlTarget) {
  const other =
    target.kind === "artist"
      ? { artist: shapes.credited(target.artist) }
      : { release: shapes.releaseShape(target.release, new Set(), true) };
  return {
    ...other,
    "attribute-ids": {},
    "attribute-values": {},
    attributes: [],
    begin: null,
    direction: "backward",
    end: null,
    ended: false,
    "source-credit": "",
    "target-credit": "",
    "target-type": target.kind,
    type: target.type,
    "type-id": uuidFrom(`relation:${target.type}`),
  };
}
