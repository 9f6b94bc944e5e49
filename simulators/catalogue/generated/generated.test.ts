/** The generated catalogue: its size, its shares, and that the same seed gives the same things. */
import { beforeAll, describe, expect, it } from "vitest";
import { coreCatalogue } from "../index";
import { startSimulators } from "../../index";
import { askers, each } from "../../testing/client";
import { SHARES, generate, type Generated } from "./index";

let made: Generated;
beforeAll(() => {
  made = generate("linernotes");
});

/** Share of the things that fit, in percent. */
function percent<T>(list: readonly T[], fits: (one: T) => boolean): number {
  return (list.filter(fits).length / list.length) * 100;
}

describe("the full catalogue", () => {
  it("is large, and has the core as it is", () => {
    const { catalogue, from } = made;
    const core = coreCatalogue();
    expect(catalogue.artists.length - from.artists).toBeGreaterThanOrEqual(3_000);
    expect(catalogue.groups.length - from.groups).toBeGreaterThanOrEqual(12_000);
    expect(catalogue.recordings.length - from.recordings).toBeGreaterThanOrEqual(60_000);
    expect(catalogue.tracks.length - from.tracks).toBeGreaterThanOrEqual(60_000);
    expect(catalogue.tracks.slice(0, from.tracks).map((track) => track.spotifyId)).toEqual(
      core.tracks.map((track) => track.spotifyId),
    );
  });

  it("has one id for each thing", () => {
    const { artists, groups, releases, recordings, tracks } = made.catalogue;
    const distinct = (list: readonly unknown[]) => new Set(list).size === list.length;
    for (const list of [artists, groups, releases, recordings, tracks]) expect(distinct(list.map((one) => one.mbid))).toBe(true); // prettier-ignore
    for (const list of [artists, releases, tracks]) {
      expect(distinct(list.map((one) => one.spotifyId))).toBe(true);
      expect(distinct(list.map((one) => one.deezerId))).toBe(true);
    }
  });

  it("keeps to its shares", () => {
    const { catalogue, from } = made;
    const artists = catalogue.artists.slice(from.artists);
    const names = new Map<string, number>();
    for (const { name } of artists) names.set(name, (names.get(name) ?? 0) + 1);
    expect(percent([...names.values()], (count) => count > 1)).toBeCloseTo(15, 0);
    const listed = artists.filter((one) => one.on.has("musicbrainz"));
    expect(percent(listed, (one) => one.linked && one.on.has("spotify"))).toBeCloseTo(SHARES.artistAddresses * 100, 0); // prettier-ignore
    const releases = catalogue.releases.slice(from.releases);
    const known = releases.filter((one) => one.on.has("musicbrainz"));
    expect(percent(known, (one) => one.linked && one.on.has("spotify"))).toBeCloseTo(SHARES.releaseAddresses * 100, 0); // prettier-ignore
    expect(percent(releases, (one) => one.upc !== null)).toBeCloseTo(SHARES.upc * 100, 0);
    const recordings = catalogue.recordings.slice(from.recordings);
    expect(percent(recordings, (one) => one.isrcs.length > 0)).toBeCloseTo(SHARES.isrc * 100, 0);
    for (const provider of ["spotify", "deezer", "musicbrainz", "discogs"] as const) {
      expect(percent(artists, (one) => one.on.has(provider))).toBeGreaterThan(80);
      expect(percent(artists, (one) => one.on.has(provider))).toBeLessThan(97);
    }
  });

  it("has every trap: spellings, editions, twins, compilations, other scripts", () => {
    const { artists, groups, releases, recordings } = made.catalogue;
    const some = <T>(list: readonly T[], fits: (one: T) => boolean) => list.filter(fits).length;
    expect(some(artists, (one) => one.names.deezer !== undefined && one.names.deezer !== one.name)).toBeGreaterThan(200); // prettier-ignore
    expect(some(artists, (one) => one.name.startsWith("The ") && one.names.deezer === one.name.slice(4))).toBeGreaterThan(20); // prettier-ignore
    expect(some(artists, (one) => one.names.spotify !== undefined && /[^\p{Script=Latin}\p{P}\p{N}\p{Z}]/u.test(one.name))).toBeGreaterThan(80); // prettier-ignore
    expect(some(releases, (one) => one.remaster !== null)).toBeGreaterThan(300);
    expect(some(releases, (one) => one.title.endsWith("(Deluxe Edition)"))).toBeGreaterThan(300);
    expect(some(groups, (one) => one.secondaryTypes.includes("Live"))).toBeGreaterThan(200);
    expect(some(groups, (one) => one.secondaryTypes.includes("Compilation"))).toBeGreaterThan(140);
    expect(some(groups, (one) => one.title === one.credit[0]?.artist.name)).toBeGreaterThan(300);
    expect(some(groups, (one) => one.title === "Greatest Hits")).toBeGreaterThan(20);
    expect(some(recordings, (one) => one.version.endsWith("Remix"))).toBeGreaterThan(200);
    expect(some(recordings, (one) => one.credit[0]?.join === " feat. ")).toBeGreaterThan(1_000);
  });

  it("is the same for the same seed, and another for another", () => {
    const facts = (seed: string) =>
      generate(seed, { names: 200, albums: 600, compilations: 20 })
        .catalogue.tracks.map((track) => `${track.spotifyId} ${track.title} ${track.isrc} ${track.lengthMs}`)
        .join("\n");
    const first = facts("linernotes");
    expect(facts("linernotes") === first).toBe(true);
    expect(facts("another") === first).toBe(false);
  });

  it("is found by every provider, the core first where it is better known", async () => {
    const simulators = await startSimulators({ catalogue: "full", speed: 1000 });
    simulators.configure("musicbrainz", { limited: false });
    const to = askers(simulators);
    expect(each((await to.spotify("/search", { q: "queen", type: "artist" })).body.artists?.items, "name")[0]).toBe("Queen"); // prettier-ignore
    const track = made.catalogue.tracks.slice(made.from.tracks).find((one) => one.on.size === 4 && one.isrc)!;
    const found = await to.spotify("/search", { q: `isrc:${track.isrc}`, type: "track" });
    expect(each(found.body.tracks?.items, "id")).toContain(track.spotifyId);
    expect((await to.deezer(`/track/isrc:${track.isrc}`)).body.isrc).toBe(track.isrc);
    const recordings = await to.musicbrainz("/recording", { query: `isrc:${track.isrc}` });
    expect(each(recordings.body.recordings, "id")).toContain(track.recording.mbid);
    await simulators.close();
  });
});
