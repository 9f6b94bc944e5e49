/** MusicBrainz: its limits, its query language, its look-ups. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coreCatalogue } from "../catalogue/index";
import { startSimulators, type Simulators } from "../index";
import { ask, askers, each } from "../testing/client";
import { countClauses, parseLucene } from "./lucene";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 20 });
  to = askers(simulators);
});
beforeEach(() => simulators.configure("musicbrainz", { limited: false }));
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const artist = (key: string) => coreCatalogue().artistByKey.get(key)!;
const search = async (entity: string, query: string, words: Record<string, string | number> = {}) =>
  (await to.musicbrainz(`/${entity}`, { query, ...words })).body;

describe("limits", () => {
  it("lets one request a second pass (divided by the speed) and refuses bursts", async () => {
    simulators.configure("musicbrainz", { limited: true });
    for (let i = 0; i < 8; i++) {
      expect((await to.musicbrainz("/artist", { query: "queen" })).status).toBe(200);
      await pause(55);
    }
    const burst = await Promise.all(
      Array.from({ length: 12 }, () => to.musicbrainz("/artist", { query: "queen" })),
    );
    const refused = burst.filter((answer) => answer.status === 503);
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    expect(String(refused[0]?.body.error)).toContain("exceeding the allowable rate limit");
    // Refused requests count as well: a single interval is not enough after a burst.
    await pause(55);
    expect((await to.musicbrainz("/artist", { query: "queen" })).status).toBe(503);
  });

  it("asks for a User-Agent", async () => {
    const response = await ask(`${simulators.urls.MUSICBRAINZ_URL}/artist?query=x`, {
      headers: { "User-Agent": "" },
    });
    expect([response.status, response.headers.get("x-ratelimit-who")]).toEqual([403, "ua-missing"]);
  });

  it("is busy as often as it is told to be", async () => {
    simulators.configure("musicbrainz", { busyRatio: 0.5 });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => to.musicbrainz("/artist", { query: "queen" })),
    );
    const busy = answers.filter((answer) => answer.status === 503).length;
    expect(busy).toBeGreaterThan(10);
    expect(busy).toBeLessThan(50);
  });

  it("refuses long addresses and many clauses", async () => {
    expect((await to.musicbrainz("/artist", { query: "x".repeat(8200) })).status).toBe(414);
    const many = `tag:(${Array.from({ length: 1025 }, () => "a").join(" ")})`;
    expect((await to.musicbrainz("/artist", { query: many })).status).toBe(400);
  });
});

describe("search", () => {
  it("gives both Nirvanas the same score", async () => {
    const { artists } = await search("artist", 'artist:"Nirvana"');
    expect(each(artists, "score").slice(0, 2)).toEqual(["100", "100"]);
    expect(each(artists, "disambiguation").slice(0, 2).sort()).toEqual([
      "1960s UK psychedelic pop duo",
      "1980s–1990s US grunge band",
    ]);
  });

  it.each([
    ["artist", "artist:(nirvana OR bush) AND country:GB", ["Bush", "Nirvana"]],
    ["artist", 'alias:"Tokyo Jihen"', ["東京事変"]],
    ["artist", 'artist:"AC\\/DC"', ["AC/DC"]],
    ["artist", "AC\\/DC", ["AC/DC"]],
    ["artist", 'artist:"the the"', ["The The"]],
    ["artist", 'artist:"Weird Al" AND NOT country:GB', ["“Weird Al” Yankovic"]],
    ["artist", "artist:metalica~", ["Metallica"]],
    ["artist", "artist:radioh*", ["Radiohead"]],
    [
      "artist",
      "artist:queen -artist:stone -artist:queens -comment:tribute AND type:group AND begin:1970",
      ["Queen"],
    ],
  ])("%s: %s", async (entity, query, names) => {
    const found = each((await search(entity, query)).artists, "name");
    expect(found.slice(0, names.length).sort()).toEqual([...names].sort());
  });

  it("finds releases by barcode, ids and words together", async () => {
    expect(each((await search("release", "barcode:724385522925")).releases, "title")).toEqual([
      "OK Computer",
    ]);
    const both = await search(
      "release-group",
      `arid:(${artist("queen").mbid} OR ${artist("abba").mbid}) AND releasegroup:"greatest hits"`,
    );
    expect(each(both["release-groups"], "title").slice(0, 2)).toEqual(["Greatest Hits", "Greatest Hits"]);
    const groups = await search("release-group", `arid:${artist("weezer").mbid}`, { limit: 100 });
    expect(each(groups["release-groups"], "title")).toEqual(["Weezer", "Weezer", "Weezer"]);
    const live = await search("recording", 'recording:"Smells Like Teen Spirit" AND artist:nirvana');
    expect(Number(live.count)).toBeGreaterThanOrEqual(3);
    const length = await search("recording", 'recording:"Alive" AND dur:[330000 TO 350000]');
    expect(each(length.recordings, "title")).toEqual(["Alive"]);
  });

  it("answers 400 to what Lucene cannot read", async () => {
    expect((await to.musicbrainz("/artist", { query: 'artist:("queen"' })).status).toBe(400);
    expect((await to.musicbrainz("/artist", { query: "AC/DC (live" })).status).toBe(400);
    expect((await to.musicbrainz("/artist", { query: "what is (this", dismax: "true" })).status).toBe(200);
  });

  it("counts clauses", () => {
    expect(countClauses(parseLucene('artist:(a OR b OR "c d") AND NOT country:GB'))).toBe(4);
  });
});

describe("look-ups", () => {
  it("follows a merged id with 301", async () => {
    const answer = await to.musicbrainz("/artist/cdc0fff7-54cf-4052-a283-319b648670fd", { inc: "aliases" });
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toContain(artist("prince").mbid);
    expect(answer.headers.get("location")).toContain("inc=aliases");
  });

  it("resolves many addresses in one request, and 404 for a single unknown one", async () => {
    const of = (key: string) => `https://open.spotify.com/artist/${artist(key).spotifyId}`;
    const query = new URLSearchParams([
      ["resource", of("queen")],
      ["resource", of("nirvana-uk")],
      ["resource", "https://open.spotify.com/artist/none"],
      ["inc", "artist-rels"],
    ]);
    const { body } = await ask(`${simulators.urls.MUSICBRAINZ_URL}/url?${query.toString()}`);
    expect(Number(body["url-count"])).toBe(2);
    expect(body.urls?.[1]?.relations?.[0]?.artist?.id).toBe(artist("nirvana-uk").mbid);
    expect((await to.musicbrainz("/url", { resource: "https://open.spotify.com/artist/none" })).status).toBe(
      404,
    );
  });

  it("gives relations, tags and capped lists when asked", async () => {
    const { body } = await to.musicbrainz(`/artist/${artist("nirvana-us").mbid}`, {
      inc: "url-rels tags genres releases",
    });
    expect(each(body.relations, "target-type")).toContain("url");
    expect(each(body.tags, "name")).toContain("grunge");
    expect(each(body.releases, "id").length).toBeLessThanOrEqual(25);
    const page = await to.musicbrainz("/release", { artist: artist("nirvana-us").mbid, limit: 3, offset: 2 });
    expect([Number(page.body["release-offset"]), each(page.body.releases, "id").length]).toEqual([2, 3]);
    expect(
      (await to.musicbrainz("/release-group", { artist: "00000000-0000-4000-8000-000000000000" })).status,
    ).toBe(404);
  });

  it("names the tracks of every medium with their artists", async () => {
    const wall = artist("pink-floyd").groups.find((group) => group.title === "The Wall")!.releases[0]!;
    const { body } = await to.musicbrainz(`/release/${wall.mbid}`, {
      inc: "recordings artist-credits isrcs release-groups",
    });
    expect(each(body.media, "track-count")).toEqual(["13", "13"]);
    expect(body.media?.[1]?.tracks?.[5]).toMatchObject({ title: "Comfortably Numb", position: 6 });
  });
});
