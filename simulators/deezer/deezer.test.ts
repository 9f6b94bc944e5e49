/** Deezer: errors with status 200, silent clamps, other spellings. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { coreCatalogue } from "../catalogue/index";
import { generate } from "../catalogue/generated/index";
import { startSimulators, type Simulators } from "../index";
import { askers, each } from "../testing/client";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 20 });
  to = askers(simulators);
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

it("lets 50 requests through in five seconds (divided by the speed) and then errs with status 200", async () => {
  const slow = await startSimulators({ speed: 2 });
  const ask = askers(slow).deezer;
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => ask(`/artist/${i}`)));
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  expect(answers.filter((answer) => Number(answer.body.error?.code) === 4)).toHaveLength(10);
  expect(slow.log({ provider: "deezer" }).filter((entry) => entry.because === "rate")).toHaveLength(10);
  await new Promise((resolve) => setTimeout(resolve, 2_700));
  expect(Number((await ask("/artist/1")).body.error?.code)).toBe(800);
  await slow.close();
});

it("finds both Nirvanas and every form of a song", async () => {
  expect(each((await to.deezer("/search/artist", { q: "nirvana" })).body.data, "name").slice(0, 2)).toEqual([
    "Nirvana",
    "Nirvana",
  ]);
  const titles = each(
    (await to.deezer("/search", { q: 'artist:"Nirvana" track:"Smells Like Teen Spirit"' })).body.data,
    "title",
  );
  expect(titles).toEqual(
    expect.arrayContaining([
      "Smells Like Teen Spirit",
      "Smells Like Teen Spirit (Live)",
      "Smells Like Teen Spirit (Remastered 2011)",
    ]),
  );
});

it("finds parts of words while typing, and misspelt ones", async () => {
  expect(each((await to.deezer("/search/artist", { q: "metalli" })).body.data, "name")[0]).toBe("Metallica");
  expect(each((await to.deezer("/search/artist", { q: "Metalica" })).body.data, "name")[0]).toBe("Metallica");
  expect(each((await to.deezer("/search/artist", { q: "Motörhead" })).body.data, "name")[0]).toBe(
    "Motorhead",
  );
});

it("tells two albums of one title apart by their artist", async () => {
  const albums = (await to.deezer("/search/album", { q: 'artist:"ABBA" album:"Greatest Hits"' })).body.data;
  expect(each(albums, "title")[0]).toBe("Greatest Hits");
  expect(albums?.[0]?.artist?.name).toBe("ABBA");
});

it("looks up by ISRC in any case and by barcode without padding", async () => {
  expect((await to.deezer("/track/isrc:gbduw0000059")).body.title).toBe("Harder Better Faster Stronger");
  expect((await to.deezer("/album/upc:724384960650")).body).toMatchObject({
    title: "Discovery",
    release_date: "2001-03-07",
  });
  expect(Number((await to.deezer("/album/upc:00724384960650")).body.error?.code)).toBe(800);
});

it("clamps the limit at 100 and links the pages", async () => {
  const answer = await to.deezer("/search", { q: "the", limit: 1000 });
  expect(each(answer.body.data, "id").length).toBeLessThanOrEqual(100);
  const first = await to.deezer("/search", { q: "love", limit: 2 });
  expect(String(first.body.next)).toContain("index=2");
  expect(first.body.prev).toBeUndefined();
});

it("gives a name with markup as it is, and an empty address for a missing picture", async () => {
  const kiddies = coreCatalogue().artistByKey.get("script-kiddies");
  expect((await to.deezer(`/artist/${kiddies?.deezerId}`)).body.name).toBe(
    "<script>alert('Kiddies')</script>",
  );
  const faceless = await to.deezer("/search/artist", { q: "Nachtbus Nord" });
  expect(String(faceless.body.data?.[0]?.picture_medium)).toContain("/images/artist//250x250-");
});

it("serves pictures without counting them", async () => {
  const album = await to.deezer("/album/upc:724384960650");
  const picture = await fetch(String(album.body.cover_big));
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect((await fetch(String(album.body.cover))).status).toBe(200);
  expect(simulators.log({ provider: "deezer" }).filter((entry) => entry.kind === "image").length).toBe(2);
});

it("knows bounds, orders, related artists, and only guesses how many there are", async () => {
  const durations = async (q: string, order = "") => each((await to.deezer("/search", { q, ...(order ? { order } : {}) })).body.data, "duration").map(Number); // prettier-ignore
  const bounded = await durations('artist:"queen" dur_min:200 dur_max:260');
  expect(bounded.length).toBeGreaterThan(0);
  expect(bounded.every((one) => one >= 200 && one <= 260)).toBe(true);
  const ordered = await durations('artist:"queen"', "DURATION_ASC");
  expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
  const queen = coreCatalogue().artistByKey.get("queen")!;
  expect(each((await to.deezer(`/artist/${queen.deezerId}/related`)).body.data, "type")).toContain("artist");
  const some = generate("some", { names: 200, albums: 900, compilations: 5 }).catalogue;
  const full = await startSimulators({ speed: 1000, catalogue: some });
  const pages = await Promise.all([0, 25, 50].map((index) => askers(full).deezer("/search", { q: "the", index }))); // prettier-ignore
  const totals = pages.map((page) => Number(page.body.total));
  expect(Math.max(...totals)).toBeLessThanOrEqual(300);
  expect(new Set(totals).size).toBeGreaterThan(1);
  await full.close();
});

it("leaves title_version out of some tracks, and gives one of several with one ISRC", async () => {
  const { tracks } = coreCatalogue();
  const deezer = tracks.filter((track) => track.on.has("deezer"));
  const keys = new Set<boolean>();
  for (const track of deezer.slice(0, 40)) keys.add("title_version" in (await to.deezer(`/track/${track.deezerId}`)).body); // prettier-ignore
  expect(keys).toEqual(new Set([true, false]));
  const twice = deezer.find((track) => track.isrc && deezer.some((other) => other !== track && other.isrc === track.isrc))!; // prettier-ignore
  const ids = deezer.filter((track) => track.isrc === twice.isrc).map((track) => track.deezerId);
  expect(ids).toContain(Number((await to.deezer(`/track/isrc:${twice.isrc}`)).body.id));
});
