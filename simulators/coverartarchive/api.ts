/** coverartarchive.org with the two steps behind it: archive.org's address, then a storage node. */
import type { Catalogue, Release, ReleaseGroup } from "../catalogue/entities";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { numberFrom } from "../shared/ids";
import { picture } from "../shared/pictures";

const MBID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FULL = 1400;

interface CoverArtSwitches extends Record<string, unknown> {
  /** Share of requests behind the first redirect that end with 502. */
  archiveFails: number;
}

export function coverArtProvider(catalogue: Catalogue): Provider {
  const switches: CoverArtSwitches = { archiveFails: 0 };
  const releases = new Map<string, Release>();
  const groups = new Map<string, ReleaseGroup>();
  for (const release of catalogue.releases)
    if (release.on.has("musicbrainz")) releases.set(release.mbid, release);
  for (const group of catalogue.groups) groups.set(group.mbid, group);

  function source(kind: string, mbid: string): Release | undefined {
    const found =
      kind === "release" ? releases.get(mbid) : groups.get(mbid)?.releases.find((one) => hasCover(one));
    return found && hasCover(found) ? found : undefined;
  }

  /** coverartarchive.org itself: every good answer is a 307 to archive.org. */
  function archive(request: SimRequest): SimReply {
    const [kind = "", mbid = "", rest = ""] = request.path.split("/").slice(1);
    if (kind !== "release" && kind !== "release-group")
      return html(404, "404 Not Found", "Not Found", "Unknown path");
    if (!MBID.test(mbid)) return html(400, "400 Bad Request", "Bad Request", "invalid MBID specified");
    const release = source(kind, mbid);
    if (!release)
      return html(
        404,
        "404 Not Found",
        "Not Found",
        `No cover art found for ${kind.replace("-", " ")} ${mbid}`,
      );
    const item = `${request.origin}/download/mbid-${release.mbid}`;
    if (!rest) return see(`${item}/index.json`);
    const match = /^(front|(\d+))(?:-(250|500|1200))?(?:\.jpg)?$/.exec(rest);
    if (!match || (match[2] && Number(match[2]) !== imageId(release))) return html(404, "404 Not Found", "Not Found", `No image of the type asked for found for release ${mbid}`); // prettier-ignore
    const thumb = match[3] ? `_thumb${match[3]}` : "";
    return see(`${item}/mbid-${release.mbid}-${imageId(release)}${thumb}.jpg`);
  }

  async function node(request: SimRequest): Promise<SimReply> {
    const match = /^\/\d+\/items\/mbid-([0-9a-f-]{36})\/(.+)$/.exec(request.path);
    const release = match && releases.get(match[1] ?? "");
    if (!release || !hasCover(release)) return html(404, "404 Not Found", "Not Found", "Item not found");
    if (match[2] === "index.json") return json(200, index(release, request.origin), { "Content-Type": "application/json" }); // prettier-ignore
    const size = Number(/_thumb(\d+)\.jpg$/.exec(match[2] ?? "")?.[1] ?? FULL);
    return { status: 200, headers: { "Content-Type": "image/jpeg" }, body: await picture("cover", release.group.key, size) }; // prettier-ignore
  }

  return {
    name: "coverartarchive",
    switches,
    isImage: (path) => path.endsWith(".jpg"),
    reset: () => void (switches.archiveFails = 0),
    handle(request) {
      if (request.method !== "GET" && request.method !== "HEAD") return html(405, "405 Method Not Allowed", "Method Not Allowed", "Only GET and HEAD"); // prettier-ignore
      const behind = request.path.startsWith("/download/") || /^\/\d+\/items\//.test(request.path);
      if (behind && Math.random() < switches.archiveFails) return { ...html(502, "502 Bad Gateway", "Bad Gateway", "nginx"), because: "archive" }; // prettier-ignore
      if (request.path.startsWith("/download/")) {
        const part = request.path.slice("/download".length);
        const location = `${request.origin}/${numberFrom(part, 1, 36)}/items${part}`;
        return { status: 302, headers: { "Content-Type": "text/html; charset=UTF-8", Location: location } };
      }
      if (/^\/\d+\/items\//.test(request.path)) return node(request);
      return archive(request);
    },
  };
}

function hasCover(release: Release): boolean {
  return !release.group.coverless && release.on.has("musicbrainz");
}

function imageId(release: Release): number {
  return numberFrom(`caa:${release.key}`, 1_000_000_000, 30_000_000_000);
}

/** Older entries have text ids and only the two small thumbnails; newer ones have numbers and three sizes. */
function index(release: Release, origin: string) {
  const id = imageId(release);
  const old = id < 8_000_000_000;
  const base = `${origin}/release/${release.mbid}/${id}`;
  const named = { small: `${base}-250.jpg`, large: `${base}-500.jpg` };
  const sized = { "250": `${base}-250.jpg`, "500": `${base}-500.jpg`, "1200": `${base}-1200.jpg` };
  return {
    images: [
      {
        approved: true,
        back: false,
        comment: "",
        edit: numberFrom(`edit:${release.key}`, 17_000_000, 99_000_000),
        front: true,
        id: old ? String(id) : id,
        image: `${base}.jpg`,
        thumbnails: old ? named : { ...sized, ...named },
        types: ["Front"],
      },
    ],
    release: `https://musicbrainz.org/release/${release.mbid}`,
  };
}

function see(location: string): SimReply {
  return {
    status: 307,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      Location: location,
      "Access-Control-Allow-Origin": "*",
    },
    body: `See: ${location}\n`,
  };
}

function html(status: number, title: string, heading: string, text: string): SimReply {
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>${title}</title>\n<h1>${heading}</h1>\n<p>${text}</p>\n`;
  return { status, headers: { "Content-Type": "text/html", "Access-Control-Allow-Origin": "*" }, body };
}
