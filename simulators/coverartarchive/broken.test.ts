/** Pictures in their sizes and in every broken form, at whichever provider. */
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { coreCatalogue } from "../catalogue/index";
import { startSimulators, type Simulators } from "../index";
import { askers } from "../testing/client";

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000 });
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const release = coreCatalogue().artistByKey.get("radiohead")!.groups[0]!.releases[0]!;
const front = (size: string) => fetch(`${simulators.urls.COVERARTARCHIVE_URL}/release/${release.mbid}/front${size}`); // prettier-ignore

it.each([
  ["-250", 250],
  ["-500", 500],
  ["-1200", 1200],
  ["", 1400],
])("has the front in size %s", async (size, pixels) => {
  const image = Buffer.from(await (await front(size)).arrayBuffer());
  expect((await sharp(image).metadata()).width).toBe(pixels);
});

it("comes cut off, mislabelled, as a page, as SVG or empty", async () => {
  const form = async (image: "truncated" | "wrong-type" | "html" | "svg" | "empty") => {
    simulators.fault("coverartarchive", { image, count: 1 });
    const answer = await front("-250");
    return { type: answer.headers.get("content-type"), body: Buffer.from(await answer.arrayBuffer()) };
  };
  const cut = await form("truncated");
  await expect(sharp(cut.body, { failOn: "truncated" }).raw().toBuffer()).rejects.toThrow();
  expect((await form("wrong-type")).type).toBe("application/octet-stream");
  const page = await form("html");
  expect([page.type, page.body.subarray(0, 9).toString()]).toEqual(["image/jpeg", "<!DOCTYPE"]);
  expect((await form("svg")).type).toBe("image/svg+xml");
  expect((await form("empty")).body).toHaveLength(0);
  expect((await front("-250")).headers.get("content-type")).toBe("image/jpeg");
});

it("promises far too many pixels", async () => {
  simulators.fault("coverartarchive", { image: "huge" });
  const body = Buffer.from(await (await front("-250")).arrayBuffer());
  expect(body.length).toBeLessThan(200);
  expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([60_000, 60_000]);
  await expect(sharp(body).metadata()).rejects.toThrow(/pixel limit/);
});

it("never ends", async () => {
  simulators.fault("deezer", { image: "endless", count: 1 });
  const album = await askers(simulators).deezer("/search/album", { q: "ok computer" });
  const address = String((album.body.data as unknown as { cover_medium: string }[])[0]?.cover_medium);
  const stop = new AbortController();
  const reader = (await fetch(address, { signal: stop.signal })).body!.getReader();
  let bytes = 0;
  while (bytes < 3_000_000) bytes += (await reader.read()).value?.length ?? 0;
  stop.abort();
});

it("leaves answers that are not pictures alone", async () => {
  simulators.fault("coverartarchive", { image: "empty" });
  const index = await fetch(`${simulators.urls.COVERARTARCHIVE_URL}/release/${release.mbid}`);
  expect(((await index.json()) as { images: unknown[] }).images).toHaveLength(1);
});

it("fails behind the first redirect when archive.org does", async () => {
  simulators.configure("coverartarchive", { archiveFails: 1 });
  const index = await fetch(`${simulators.urls.COVERARTARCHIVE_URL}/release/${release.mbid}`);
  expect([index.status, index.headers.get("content-type")]).toEqual([502, expect.stringContaining("text/html")]); // prettier-ignore
});
