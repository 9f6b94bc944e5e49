/** MusicBrainz in batches: many ids or addresses in one request, pages of 100, lists that end at 25. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueNamed } from "../catalogue/index";
import type { Artist } from "../catalogue/entities";
import { startSimulators, type Simulators } from "../index";
import { ask, askers, each, type Json } from "../testing/client";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
let artists: Artist[];
beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000, catalogue: "full" });
  simulators.configure("musicbrainz", { limited: false });
  to = askers(simulators);
  artists = catalogueNamed("full").artists.filter((one) => one.on.has("musicbrainz"));
});
afterAll(() => simulators.close());

const list = (value: Json | undefined): Json[] => value as unknown as Json[];

describe("batches", () => {
  it("finds 100 artists by their ids", async () => {
    const ids = artists.slice(200, 300).map((one) => one.mbid);
    const { body } = await to.musicbrainz("/artist", { query: `arid:(${ids.join(" OR ")})`, limit: 100 });
    expect(each(body.artists, "id").sort()).toEqual([...ids].sort());
  });

  it("finds the releases of groups and recordings by ISRC", async () => {
    const groups = artists[400]!.groups.map((group) => group.mbid);
    const { body } = await to.musicbrainz("/release-group", { query: `rgid:(${groups.join(" OR ")})`, limit: 100 }); // prettier-ignore
    expect(each(body["release-groups"], "id").every((id) => groups.includes(id))).toBe(true);
    const coded = catalogueNamed("full").recordings.filter((one) => one.isrcs[0] && one.tracks.some((track) => track.on.has("musicbrainz"))).slice(-40); // prettier-ignore
    const found = await to.musicbrainz("/recording", { query: `isrc:(${coded.map((one) => one.isrcs[0]).join(" OR ")})`, limit: 100 }); // prettier-ignore
    expect(each(found.body.recordings, "id")).toEqual(expect.arrayContaining(coded.map((one) => one.mbid)));
  });

  it("resolves 100 addresses when they are sent short enough", async () => {
    const known = artists.filter((one) => one.linked && one.on.has("spotify")).slice(-100);
    const addresses = known.map((one) => `https://open.spotify.com/artist/${one.spotifyId}`);
    const plain = `${simulators.urls.MUSICBRAINZ_URL}/url?fmt=json&inc=artist-rels&${addresses.map((one) => `resource=${one}`).join("&")}`; // prettier-ignore
    const { body } = await ask(plain);
    const found = list(body.urls).map((url) => String(list(url.relations)[0]?.artist?.id));
    expect(found.sort()).toEqual(known.map((one) => one.mbid).sort());
    const escaped = `${simulators.urls.MUSICBRAINZ_URL}/url?fmt=json&inc=artist-rels&${addresses.map((one) => `resource=${encodeURIComponent(one)}`).join("&")}`; // prettier-ignore
    expect((await ask(escaped)).status).toBe(escaped.length > 8_192 + 40 ? 414 : 200);
  });
});

describe("lists", () => {
  it("ends at 25 inside a look-up and goes on in pages of 100 when browsed", async () => {
    const various = "89ad4ac3-39f7-470e-963a-56509c546377";
    const inside = (await to.musicbrainz(`/artist/${various}`, { inc: "release-groups" })).body;
    expect(list(inside["release-groups"])).toHaveLength(25);
    const first = (await to.musicbrainz("/release-group", { artist: various, limit: 100 })).body;
    const second = (await to.musicbrainz("/release-group", { artist: various, limit: 100, offset: 100 })).body; // prettier-ignore
    expect(list(first["release-groups"]).length + list(second["release-groups"]).length).toBe(Number(first["release-group-count"])); // prettier-ignore
  });

  it("tells the addresses of an artist's releases in one request", async () => {
    const releases = catalogueNamed("full").releases;
    const one = releases.find((release) => release.linked && release.on.has("spotify") && release.on.has("musicbrainz"))!; // prettier-ignore
    const { body } = await to.musicbrainz("/release", { artist: one.group.credit[0]!.artist.mbid, inc: "url-rels", limit: 100 }); // prettier-ignore
    const found = list(body.releases).find((release) => String(release.id) === one.mbid);
    expect(String(list(found?.relations)[0]?.url?.resource)).toBe(`https://open.spotify.com/album/${one.spotifyId}`); // prettier-ignore
  });

  it("browses the releases of a label", async () => {
    const release = list((await to.musicbrainz("/release", { query: "label:parlophone", limit: 1 })).body.releases)[0]; // prettier-ignore
    const label = String(list(release?.["label-info"])[0]?.label?.id);
    const { body } = await to.musicbrainz("/release", { label, limit: 100 });
    expect(each(body.releases, "id")).toContain(String(release?.id));
  });
});
