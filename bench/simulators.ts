import { startSimulators } from "@/simulators";
import { catalogueNamed } from "@/simulators/catalogue";
import { askers } from "@/simulators/testing/client";
import { atMost, plain, report } from "./support/report";

/** How long the full catalogue takes to start with all search indexes, and to answer: `npm run bench:simulators`. */
async function main(): Promise<void> {
  const began = performance.now();
  const simulators = await startSimulators({ catalogue: "full", speed: 100_000 });
  simulators.configure("musicbrainz", { limited: false });
  const to = askers(simulators);
  const asks = (artist: string, title: string, album: string): [string, () => Promise<unknown>][] => [
    [
      "spotify track",
      () => to.spotify("/search", { q: `track:"${title}" artist:"${artist}"`, type: "track" }),
    ],
    ["spotify words", () => to.spotify("/search", { q: `${artist} ${title}`, type: "track" })],
    ["spotify album", () => to.spotify("/search", { q: `${artist} ${album}`, type: "album" })],
    ["spotify artist", () => to.spotify("/search", { q: artist, type: "artist" })],
    ["deezer track", () => to.deezer("/search", { q: `${artist} ${title}` })],
    ["deezer album", () => to.deezer("/search/album", { q: `${artist} ${album}` })],
    ["deezer artist", () => to.deezer("/search/artist", { q: artist })],
    ["discogs", () => to.discogs("/database/search", { artist, release_title: album })],
    ["musicbrainz artist", () => to.musicbrainz("/artist", { query: `"${artist}"` })],
    ["musicbrainz release", () => to.musicbrainz("/release", { query: `release:"${album}" AND artist:"${artist}"` })], // prettier-ignore
    ["musicbrainz words", () => to.musicbrainz("/recording", { query: title.replace(/[^\p{L}\p{N} ]/gu, " ") })], // prettier-ignore
    ["musicbrainz recording", () => to.musicbrainz("/recording", { query: `recording:"${title}" AND artist:"${artist}"` })], // prettier-ignore
  ];
  // The first search of each kind makes its index.
  for (const [, ask] of asks("Queen", "Innuendo", "Innuendo")) await ask();
  const start = performance.now() - began;

  const { tracks } = catalogueNamed("full");
  const times: number[] = [];
  for (let at = 0; at < 60; at++) {
    const track = tracks[(at * 7919) % tracks.length]!;
    const artist = track.recording.credit[0]?.artist.name ?? "";
    for (const [, ask] of asks(artist, track.title, track.release.title)) {
      const before = performance.now();
      await ask();
      times.push(performance.now() - before);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  await simulators.close();
  report("simulators", {
    "start, with all search indexes": atMost(start / 1_000, 3, "s"),
    "search, p50": plain(at(0.5), "ms"),
    "search, p95": atMost(at(0.95), 20, "ms"),
  });
}

await main();
