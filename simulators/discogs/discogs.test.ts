/** Discogs: signing in, its moving minute, homonyms, variations, placeholders, pages, bad days. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../catalogue/generated/index";
import { startSimulators, type Simulators } from "../index";
import { ask, askers, each, type Json } from "../testing/client";
import { DEMO_DISCOGS_KEY } from "./api";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 20 });
  to = askers(simulators);
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const list = (value: Json | undefined): Json[] => value as unknown as Json[];
const search = async (words: Record<string, string | number>) => (await to.discogs("/database/search", words)).body; // prettier-ignore
const bare = (path: string, headers: Record<string, string> = {}) => ask(`${simulators.urls.DISCOGS_URL}${path}`, { headers }); // prettier-ignore

describe("signing in", () => {
  it("takes a token or key and secret in header or query, and refuses others", async () => {
    const path = "/database/search?q=nirvana&type=artist";
    const { key, secret } = DEMO_DISCOGS_KEY;
    expect((await bare(path, { Authorization: `Discogs key=${key}, secret=${secret}` })).status).toBe(200);
    expect((await bare(`${path}&token=${simulators.discogsToken}`)).status).toBe(200);
    const wrong = await bare(path, { Authorization: "Discogs token=wrong" });
    expect([wrong.status, String(wrong.body.message)]).toEqual([401, "Invalid consumer token. Please register an app before making requests."]); // prettier-ignore
    // The wrong header's name goes unseen: 25 a minute, and no search.
    const unseen = await bare(path, { Authentication: `Discogs token=${simulators.discogsToken}` });
    expect([unseen.status, unseen.headers.get("x-discogs-ratelimit")]).toEqual([401, "25"]);
    expect(String(unseen.body.message)).toBe("You must authenticate to access this resource.");
    simulators.configure("discogs", { searchNeedsAuth: false });
    const open = await bare(path);
    expect([open.status, String(list(open.body.results)[0]?.thumb)]).toEqual([200, ""]);
  });

  it("asks for a User-Agent", async () => {
    const response = await bare("/artists/194", { "User-Agent": "" });
    expect([response.status, response.text]).toEqual([403, ""]);
  });
});

describe("limits", () => {
  it("counts a moving minute (divided by the speed) and says what is left", async () => {
    simulators.configure("discogs", { windowLimit: 3 });
    const first = await to.discogs("/artists/194");
    expect(["", "-used", "-remaining"].map((end) => first.headers.get(`x-discogs-ratelimit${end}`))).toEqual(["3", "1", "2"]); // prettier-ignore
    await to.discogs("/artists/194");
    await to.discogs("/artists/194");
    const refused = await to.discogs("/artists/194");
    expect([refused.status, String(refused.body.message)]).toEqual([429, "You are making requests too quickly."]); // prettier-ignore
    expect([refused.headers.get("x-discogs-ratelimit-remaining"), refused.headers.get("retry-after")]).toEqual(["0", null]); // prettier-ignore
    // Without signing in one has a window of one's own.
    expect((await bare("/artists/194")).headers.get("x-discogs-ratelimit-remaining")).toBe("24");
  });

  it("errs in HTML or for lack of time when told to", async () => {
    simulators.configure("discogs", { cloudflareRatio: 1 });
    const page = await to.discogs("/artists/194");
    expect([page.status, page.headers.get("server")]).toEqual([502, "cloudflare"]);
    expect(page.text).toContain("<!DOCTYPE html>");
    simulators.configure("discogs", { cloudflareRatio: 0, slowRatio: 1 });
    const slow = await to.discogs("/database/search", { q: "nirvana" });
    expect([slow.status, String(slow.body.message)]).toEqual([500, "Query time exceeded. Please try a simpler query."]); // prettier-ignore
  });
});

describe("names", () => {
  it("numbers homonyms, marks variations, and knows Various as 194", async () => {
    const names = each((await search({ q: "nirvana", type: "artist" })).results, "title");
    expect(names).toEqual(expect.arrayContaining(["Nirvana", "Nirvana (2)"]));
    expect(String((await to.discogs("/artists/194")).body.name)).toBe("Various");
    const compiled = list((await search({ release_title: "Rock Anthems", type: "release" })).results)[0];
    const release = (await to.discogs(`/releases/${String(compiled?.id)}`)).body;
    expect(each(release.artists, "id")).toEqual(["194"]);
    expect(list(release.tracklist)[0]?.artists).toBeDefined();
    expect(String(list(release.tracklist)[0]?.position)).toBe("1-1");
  });

  it("stars a name that is printed otherwise than filed", async () => {
    const some = generate("some", { names: 200, albums: 900, compilations: 5 }).catalogue;
    const full = await startSimulators({ speed: 1000, catalogue: some });
    const found = (await askers(full).discogs("/database/search", { artist: "the", type: "release", per_page: 100 })).body; // prettier-ignore
    const starred = list(found.results).find((hit) => String(hit.title).includes("* - "));
    const release = (await askers(full).discogs(`/releases/${String(starred?.id)}`)).body;
    const [artist] = list(release.artists);
    expect(String(artist?.anv)).not.toBe("");
    expect(String(starred?.title)).toContain(`${String(artist?.anv)}*`);
    await full.close();
  });
});

describe("search and lists", () => {
  it("finds by barcode, catalogue number, track, and title of both kinds", async () => {
    const [hit] = list((await search({ barcode: "720642442524" })).results);
    expect(String(hit?.title)).toBe("Nirvana - Nevermind");
    expect(typeof hit?.year).toBe("string");
    const number = String(hit?.catno);
    if (number !== "none") expect(each((await search({ catno: number.replace(" ", "") })).results, "id")).toContain(String(hit?.id)); // prettier-ignore
    expect(each((await search({ track: "Karma Police", artist: "Radiohead" })).results, "title")).toContain("Radiohead - OK Computer"); // prettier-ignore
    expect(each((await search({ title: "Nirvana - Nevermind", type: "master" })).results, "type")).toEqual(["master"]); // prettier-ignore
    const years = each((await search({ q: "queen", type: "release", year: 1981 })).results, "year");
    expect(years.every((year) => year === "1981")).toBe(true);
    expect(await search({ q: "zzqxjvkwpl" })).toMatchObject({ pagination: { items: 0, pages: 1, urls: {} } });
  });

  it("says master_id 0 for a release without a master", async () => {
    const all = list((await search({ country: "UK", type: "release", per_page: 100 })).results);
    const alone = all.find((hit) => Number(hit.master_id) === 0);
    expect(alone?.master_url).toBe(null);
    expect((await to.discogs(`/releases/${String(alone?.id)}`)).body).not.toHaveProperty("master_id");
  });

  it("pages with addresses in the body and in Link", async () => {
    const answer = await to.discogs("/database/search", {
      q: "queen",
      type: "release",
      per_page: 2,
      page: 2,
    });
    expect(Object.keys(answer.body.pagination?.urls ?? {})).toEqual(["first", "prev", "last", "next"]);
    expect(answer.headers.get("link")).toContain('rel="next"');
    expect(list(answer.body.results)).toHaveLength(2);
    const many = await search({ country: "UK", per_page: 500 });
    expect(Number(many.pagination?.per_page)).toBe(100);
  });

  it("lists an artist's albums, a master's versions, and a cover or its placeholder", async () => {
    const [queen] = list((await search({ q: "queen", type: "artist" })).results);
    const releases = (await to.discogs(`/artists/${String(queen?.id)}/releases`, { sort: "title", sort_order: "desc" })).body; // prettier-ignore
    const titles = each(releases.releases, "title");
    expect(titles).toEqual([...titles].sort((a, b) => b.localeCompare(a)));
    expect(each(releases.releases, "role")).toContain("TrackAppearance");
    const master = list(releases.releases).find((one) => String(one.type) === "master");
    const versions = (await to.discogs(`/masters/${String(master?.id)}/versions`)).body;
    expect(each(versions.versions, "id")).toContain(String(master?.main_release));
    const [first] = list((await search({ release_title: "Nevermind", artist: "Nirvana" })).results);
    const picture = await fetch(String(first?.cover_image));
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
    expect((await fetch(String(first?.cover_image).replace(/images\/...../, "images/00000"))).status).toBe(404); // prettier-ignore
    const [bare] = list((await search({ release_title: "Crucify", artist: "Tori Amos" })).results);
    expect(String(bare?.cover_image)).toMatch(/spacer\.gif$/);
    expect((await fetch(String(bare?.cover_image))).headers.get("content-type")).toBe("image/gif");
  });
});
