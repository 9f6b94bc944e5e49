/** What all simulators share: log, faults, pictures, the program that runs them alone. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { catalogueWith, coreCatalogue, type ArtistSeed } from "./catalogue/index";
import { startSimulators, type Simulators } from "./index";
import { ask, askers, each } from "./testing/client";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 20 });
  to = askers(simulators);
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const origin = (url: string) => new URL(url).origin;

describe("the log", () => {
  it("keeps every request in order, for each provider", async () => {
    await to.deezer("/artist/1");
    await to.spotify("/me");
    const [first, second] = simulators.log();
    expect([first?.provider, first?.path, first?.status]).toEqual(["deezer", "/artist/1", 200]);
    expect(second?.provider).toBe("spotify");
    expect(second?.mono ?? 0).toBeGreaterThan(first?.mono ?? 0);
    const { body } = await ask(`${origin(simulators.urls.DEEZER_URL)}/__log?since=0`);
    expect(each(body.entries, "path")).toEqual(["/artist/1"]);
    await ask(`${origin(simulators.urls.DEEZER_URL)}/__log`, { method: "DELETE" });
    expect(simulators.log({ provider: "deezer" })).toEqual([]);
  });
});

describe("faults", () => {
  const control = (fault: unknown) =>
    ask(`${origin(simulators.urls.DEEZER_URL)}/__fault`, { method: "POST", body: JSON.stringify(fault) });

  it("answer by status, as HTML, late, cut off or not at all, as often as asked", async () => {
    await control({ path: "/artist", status: 500, body: { oops: true }, count: 1 });
    expect((await to.deezer("/artist/1")).status).toBe(500);
    expect((await to.deezer("/artist/1")).status).toBe(200);
    await control({ html: true, count: 1 });
    expect((await to.deezer("/artist/1")).text).toContain("<h1>");
    await control({ delayMs: 2000, count: 1 });
    const before = performance.now();
    expect(Number((await to.deezer("/artist/1")).body.error?.code)).toBe(800);
    expect(performance.now() - before).toBeGreaterThan(95);
    await control({ truncate: true, count: 1 });
    await expect(to.deezer("/artist/1")).rejects.toThrow();
    await control({ drop: true, count: 1 });
    await expect(to.deezer("/artist/1")).rejects.toThrow();
    expect(simulators.log({ provider: "deezer" }).filter((entry) => entry.because === "fault")).toHaveLength(
      5,
    );
  });

  it("give Spotify's spent quota with and without Retry-After, until they are cleared", async () => {
    simulators.fault("spotify", { path: "/v1/search", quota: "QUOTA_EXCEEDED", retryAfter: 86_000 });
    const spent = await to.spotify("/search", { q: "queen", type: "artist" });
    expect([spent.status, spent.body.error?.reason, spent.headers.get("retry-after")]).toEqual([
      429,
      "QUOTA_EXCEEDED",
      "86000",
    ]);
    simulators.clearFaults("spotify");
    simulators.fault("spotify", { quota: "QUOTA_EXCEEDED" });
    expect((await to.spotify("/me")).headers.get("retry-after")).toBeNull();
    await ask(`${origin(simulators.urls.SPOTIFY_API_URL)}/__fault`, { method: "DELETE" });
    expect((await to.spotify("/me")).status).toBe(200);
  });

  it("send half of an answer as if it were whole", async () => {
    simulators.fault("deezer", { broken: true, count: 1 });
    const answer = await fetch(`${simulators.urls.DEEZER_URL}/search?q=queen`);
    await expect(answer.json()).rejects.toThrow();
  });

  it("send without end until the client has enough", async () => {
    simulators.fault("deezer", { endless: true, count: 1 });
    const stop = new AbortController();
    const response = await fetch(`${simulators.urls.DEEZER_URL}/artist/1`, { signal: stop.signal });
    const reader = response.body!.getReader();
    let size = 0;
    while (size < 1_000_000) size += (await reader.read()).value?.length ?? 0;
    stop.abort();
    await expect(reader.read()).rejects.toThrow();
  });
});

describe("pictures", () => {
  it("are the same picture at every provider, in the asked size", async () => {
    const release = coreCatalogue().artistByKey.get("bjork")!.groups[0]!.releases[0]!;
    const album = await to.deezer(`/album/${release.deezerId}`);
    const other = await to.spotify(`/albums/${release.spotifyId}`);
    const small = async (url: string) => {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
      const { width } = await sharp(bytes).metadata();
      return { width, pixels: await sharp(bytes).resize(8, 8).greyscale().raw().toBuffer() };
    };
    const one = await small(String(album.body.cover_medium));
    const two = await small(String(other.body.images?.[1]?.url));
    const three = await small(`${simulators.urls.COVERARTARCHIVE_URL}/release/${release.mbid}/front-500`);
    expect([one.width, two.width, three.width]).toEqual([250, 300, 500]);
    one.pixels.forEach((value, at) => {
      expect(Math.abs(value - (two.pixels[at] ?? 0))).toBeLessThan(16);
      expect(Math.abs(value - (three.pixels[at] ?? 0))).toBeLessThan(16);
    });
  });
});

describe("the catalogue", () => {
  it("is large enough, with ids that never change", () => {
    const { artists, groups, tracks } = coreCatalogue();
    expect(artists.filter((artist) => !artist.key.startsWith("guest:")).length).toBeGreaterThanOrEqual(60);
    expect(groups.length).toBeGreaterThanOrEqual(110);
    expect(tracks.length).toBeGreaterThanOrEqual(1000);
    const queen = coreCatalogue().artistByKey.get("queen");
    expect(catalogueWith([]).artistByKey.get("queen")?.spotifyId).toBe(queen?.spotifyId);
    expect(new Set(artists.map((artist) => artist.mbid)).size).toBe(artists.length);
    expect(new Set(tracks.map((track) => track.spotifyId)).size).toBe(tracks.length);
  });

  it("takes thousands of further artists and still answers at once", async () => {
    const more: ArtistSeed[] = Array.from({ length: 3000 }, (_, i) => ({
      key: `made:${i}`,
      name: `Made ${i % 2500} Band`,
      fame: i % 90,
      albums: [0, 1].map((n) => ({
        title: `Album ${i} ${n}`,
        date: `${1970 + (i % 50)}`,
        discs: [`First ${i} 3:00 | Second ${i} 3:10 | Third 2:55`],
      })),
    }));
    const many = await startSimulators({ speed: 1000, catalogue: catalogueWith(more) });
    const ask = askers(many);
    // The indexes are made at the first search.
    await ask.spotify("/search", { q: "third", type: "artist,album,track" });
    await ask.deezer("/search", { q: "third" });
    await ask.musicbrainz("/recording", { query: "recording:third" });
    const before = performance.now();
    for (const q of ["Made 77 Band", "Nirvana", "Smells Like Teen Spirit"]) {
      await ask.spotify("/search", { q, type: "artist,album,track" });
      await ask.deezer("/search", { q });
      await ask.musicbrainz("/recording", { query: `recording:"${q}"` });
    }
    expect(performance.now() - before).toBeLessThan(1000);
    await many.close();
  });
});

describe("run alone", () => {
  const main = join(dirname(fileURLToPath(import.meta.url)), "main.ts");

  it("prints its addresses when it listens and ends on SIGTERM", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", main], {
      env: { ...process.env, SIM_PORT: "0", SIM_SPEED: "20" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("\n")) resolve(text);
      });
      child.once("exit", () => reject(new Error("ended before it was ready")));
    });
    const { urls, spotify } = JSON.parse(line) as {
      urls: Record<string, string>;
      spotify: Record<string, string>;
    };
    expect(Object.keys(urls)).toEqual([
      "SPOTIFY_API_URL",
      "SPOTIFY_ACCOUNTS_URL",
      "MUSICBRAINZ_URL",
      "COVERARTARCHIVE_URL",
      "DEEZER_URL",
      "DISCOGS_URL",
    ]);
    const body = new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: spotify.refreshToken ?? "",
      client_id: spotify.clientId ?? "",
      client_secret: spotify.clientSecret ?? "",
    });
    const token = await fetch(`${urls.SPOTIFY_ACCOUNTS_URL}/api/token`, { method: "POST", body });
    expect(token.status).toBe(200);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});
