/** The sample library: as the script makes it, small, and read back by music-metadata as meant. */
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseBuffer } from "music-metadata";
import { beforeAll, describe, expect, it } from "vitest";
import { sampleFiles, type SampleFile } from "./make/library";
import { plan } from "./make/plan";

const root = join(dirname(fileURLToPath(import.meta.url)), "library");
const MIME = { mp3: "audio/mpeg", flac: "audio/flac", ogg: "audio/ogg", m4a: "audio/mp4" } as const;

let files: SampleFile[] = [];
beforeAll(async () => {
  files = await sampleFiles();
});

const bytesAt = (path: string): Buffer => {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file.bytes;
};

describe("the sample library", () => {
  it("has enough files, all different, in less than 4 MB", () => {
    expect(files.length).toBeGreaterThanOrEqual(110);
    expect(new Set(files.map((file) => file.path.toLowerCase())).size).toBe(files.length);
    expect(files.reduce((sum, file) => sum + file.bytes.length, 0)).toBeLessThan(4_000_000);
  });

  it("is what the script makes", async () => {
    const there: string[] = [];
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) there.push(relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
    expect(there.sort()).toEqual(files.map((file) => file.path).sort());
    for (const file of files)
      expect((await readFile(join(root, file.path))).equals(file.bytes), file.path).toBe(true);
  });

  it.each(plan.map((sample) => [sample.path, sample] as const))("reads %s", async (path, sample) => {
    const { common, format } = await parseBuffer(bytesAt(path), MIME[sample.format], { duration: true });
    expect(Math.abs((format.duration ?? 0) - sample.seconds), `length ${format.duration}`).toBeLessThan(1);
    const { tags } = sample;
    if (sample.id3 === "1") {
      expect(common.title).toBe(tags.title.slice(0, 30));
      return;
    }
    expect(common.title).toBe(tags.title);
    expect(common.album).toBe(tags.album);
    expect(common.albumartist).toBe(tags.albumArtist);
    if (tags.artist.length > 1 && sample.format !== "m4a") expect(common.artists).toEqual(tags.artist);
    else expect(common.artist).toBe(tags.artist.join("; "));
    if (tags.track) expect(common.track.no).toBe(tags.track[0]);
    if (tags.disc) expect(common.disk).toEqual({ no: tags.disc[0], of: tags.disc[1] });
    if (tags.date) expect(String(common.year)).toBe(tags.date.slice(0, 4));
    if (tags.compilation) expect(common.compilation).toBe(true);
    if (tags.isrc) expect(common.isrc).toEqual([tags.isrc]);
    if (tags.barcode) expect(common.barcode).toBe(tags.barcode);
    if (tags.mb) {
      expect(common.musicbrainz_albumid).toBe(tags.mb.release);
      expect(common.musicbrainz_recordingid).toBe(tags.mb.recording);
      expect(common.musicbrainz_artistid).toEqual(tags.mb.artists);
      expect(common.musicbrainz_releasegroupid).toBe(tags.mb.releaseGroup);
    }
    if (sample.cover) expect(common.picture?.[0]?.format).toBe("image/jpeg");
  });

  it("has one file that is not audio", async () => {
    const { format } = await parseBuffer(bytesAt("broken.mp3"), "audio/mpeg").catch(() => ({ format: {} as { duration?: number } })); // prettier-ignore
    expect(format.duration ?? 0).toBe(0);
  });

  it("keeps the artist that a person must decide free of clues", () => {
    const nirvana = plan.filter((sample) => sample.tags.artist.some((name) => /nirvana/i.test(name)));
    expect(nirvana).toHaveLength(3);
    for (const { tags } of nirvana) expect(Object.keys(tags).sort()).toEqual(["artist", "title"]);
  });
});
