import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { album, artist, run, track, trackArtist } from "@/db/schema";
import { startScan } from "@/lib/library/startScan";
import { finishScan, scanBatch } from "@/lib/library/scanBatch";
import { startTestApp, type TestApp } from "@/tests/support/app";
import { scanFolder, type ScanEvent } from "./scanFolder";

const SAMPLES = fileURLToPath(new URL("../../../samples/library", import.meta.url));
const SONGS = ["Bush/Sixteen Stone", "Nirvana"];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linernotes-scan-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function scan(options?: Parameters<typeof scanFolder>[1]): Promise<ScanEvent[]> {
  const events: ScanEvent[] = [];
  for await (const event of scanFolder(folder, options)) events.push(event);
  return events;
}
const paths = (events: ScanEvent[]) => events.map((event) => relative(folder, event.path));
const ofKind = (events: ScanEvent[], kind: ScanEvent["kind"]) =>
  events.filter((event) => event.kind === kind);
let someMp3: string;
const put = async (...names: string[]) => {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await cp(someMp3, join(folder, name));
  }
};

beforeAll(async () => {
  const files = (await readdir(SAMPLES, { recursive: true })).filter((name) => name.endsWith(".mp3")).sort();
  someMp3 = join(SAMPLES, files.find((name) => name.startsWith("Bush")) ?? files[0] ?? "");
});

describe("scanning a folder", () => {
  test("reads every format of the sample library and passes over what is broken", async () => {
    await cp(SAMPLES, folder, { recursive: true });
    const events = await scan();
    const read = ofKind(events, "track");
    expect(read.length).toBeGreaterThanOrEqual(80);
    expect(paths(ofKind(events, "broken"))).toEqual(["broken.mp3"]);
    const endings = new Set(read.map((event) => event.path.split(".").at(-1)));
    for (const ending of ["mp3", "flac", "ogg", "m4a"]) expect(endings).toContain(ending);
    for (const event of read) {
      if (event.kind !== "track") continue;
      expect(event.line, event.path).toMatchObject({ path: event.path, file_size: expect.any(Number) });
      expect(event.line.title ?? event.line.artist, event.path).toBeTruthy();
    }
    const lines = read.flatMap((event) => (event.kind === "track" ? [event.line] : []));
    const some = (key: string) => lines.filter((line) => line[key] !== undefined).length;
    for (const key of [
      "mb_artist_ids",
      "isrc",
      "barcode",
      "compilation",
      "cover_sha256",
      "duration_ms",
      "album_artist",
    ])
      expect(some(key), key).toBeGreaterThan(0);
  });

  test("goes by the order of paths and goes on behind any of them", async () => {
    await put(
      "a/x.mp3",
      "a b/y.mp3",
      "a.mp3",
      "ä/z.mp3",
      "b/1.mp3",
      "b/c/2.mp3",
      "b/c.mp3",
      "B.MP3",
      "notes.txt",
    );
    const whole = paths(await scan());
    expect(whole).toHaveLength(8);
    for (const [n, path] of whole.entries())
      expect(paths(await scan({ after: join(folder, path) })), path).toEqual(whole.slice(n + 1));
    // Also behind one that is gone by now.
    expect(paths(await scan({ after: join(folder, "b", "c", "1.mp3") }))).toContain(join("b", "c", "2.mp3"));
  });

  test("walks a loop of links once, and goes on behind any path without meeting a folder twice", async () => {
    await put("a/1.mp3", "a/deep/2.mp3", "z/3.mp3");
    await symlink(folder, join(folder, "a", "loop"));
    await symlink(join(folder, "a"), join(folder, "m-link"));
    await symlink(join(folder, "self"), join(folder, "self"));
    await symlink(join(folder, "nowhere"), join(folder, "dangling.mp3"));
    const events = await scan();
    expect(paths(ofKind(events, "track"))).toEqual(["a/1.mp3", "a/deep/2.mp3", "z/3.mp3"]);
    const behind = await scan({ after: join(folder, "a", "zzz.mp3") });
    expect(paths(ofKind(behind, "track"))).toEqual(["z/3.mp3"]);
  });

  test("follows a link to a folder elsewhere, once", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "linernotes-scan-"));
    await cp(someMp3, join(elsewhere, "1.mp3"));
    await symlink(elsewhere, join(elsewhere, "again"));
    await symlink(elsewhere, join(folder, "music"));
    expect(paths(ofKind(await scan(), "track"))).toEqual([join("music", "1.mp3")]);
    await rm(elsewhere, { recursive: true });
  });

  test("cuts a tag of 100 kB and keeps the file", async () => {
    const title = "long ".repeat(20_000);
    const text = Buffer.concat([Buffer.from([3]), Buffer.from(title)]);
    const size = (bytes: number) => Buffer.from([21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f));
    const frame = Buffer.concat([Buffer.from("TIT2"), size(text.length), Buffer.alloc(2), text]);
    const tag = Buffer.concat([Buffer.from("ID3"), Buffer.from([4, 0, 0]), size(frame.length), frame]);
    // A silent frame of MPEG audio, a few times.
    const audio = Buffer.alloc(417);
    Buffer.from("fffb9064", "hex").copy(audio);
    await writeFile(
      join(folder, "long.mp3"),
      Buffer.concat([tag, ...Array.from({ length: 20 }, () => audio)]),
    );
    const [event] = await scan();
    const line = event?.kind === "track" ? event.line : {};
    expect(String(line.title).length).toBeGreaterThan(900);
    expect(String(line.title).length).toBeLessThanOrEqual(1_000);
  });

  test("reports what is no music, empty or cut in half, and never stops at it", async () => {
    await put("z.mp3");
    await writeFile(join(folder, "empty.mp3"), "");
    await writeFile(join(folder, "text.flac"), "<!doctype html>");
    await writeFile(join(folder, "noise.ogg"), Buffer.alloc(50_000, 7));
    await writeFile(join(folder, "zeros.m4a"), Buffer.alloc(50_000));
    const events = await scan();
    expect(paths(ofKind(events, "track"))).toContain("z.mp3");
    expect(events).toHaveLength(5);
    for (const event of ofKind(events, "broken"))
      expect(event).toMatchObject({ reason: expect.stringMatching(/\w/) });
  });

  test("reports a folder that may not be read, or that vanishes while it is read", async () => {
    await put("a/1.mp3", "b/2.mp3", "c/3.mp3");
    await chmod(join(folder, "b"), 0);
    const isRoot = process.getuid?.() === 0;
    const events = await scan();
    expect(paths(ofKind(events, "track"))).toEqual(
      isRoot ? ["a/1.mp3", "b/2.mp3", "c/3.mp3"] : ["a/1.mp3", "c/3.mp3"],
    );
    await chmod(join(folder, "b"), 0o755);

    const seen: ScanEvent[] = [];
    for await (const event of scanFolder(folder, {
      // Between the look into the folders and the reading of the files.
      unchanged: async () => {
        await rename(join(folder, "c"), join(folder, ".gone"));
        return new Set();
      },
    }))
      seen.push(event);
    expect(seen.map((event) => event.kind)).toEqual(["track", "track", "broken"]);
    expect(seen[2]).toMatchObject({ reason: "it is gone" });
    await rm(folder, { recursive: true });
    expect(await scan()).toMatchObject([{ kind: "broken", reason: "it is gone" }]);
  });
});

describe("a scan of the library", () => {
  let app: TestApp;
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "linernotes-root-"));
    process.env.LIBRARY_ROOTS = root;
    app = await startTestApp({ connectSpotify: false });
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await rm(root, { recursive: true, force: true });
    await mkdir(root);
    for (const name of SONGS) await cp(join(SAMPLES, name), join(root, name), { recursive: true });
    await app.ctx.db.transaction(async (tx) => {
      for (const table of [trackArtist, track, album, artist, run]) await tx.delete(table);
    });
  });

  /** All steps of a scan, as the job takes them. */
  async function scanAll(files = 2_000, where = root) {
    const started = await startScan(app.ctx, { folder: where });
    if (!started.ok) throw new Error(started.error.message);
    const { runId } = started.value;
    let after: string | undefined;
    let complete = true;
    do {
      const batch = await scanBatch(app.ctx, { runId, after, files });
      complete &&= !batch.incomplete;
      after = batch.after;
    } while (after !== undefined);
    await finishScan(app.ctx, { runId, complete });
    const [ended] = (await app.ctx.db.read((tx) => tx.select().from(run))).filter((row) => row.id === runId);
    return ended;
  }
  const present = async () =>
    (await app.ctx.db.read((tx) => tx.select().from(track).where(isNull(track.goneAt))))
      .map((row) => row.path)
      .sort();

  test("reads each file once: the second time nothing is read, whatever the size of the steps", async () => {
    const first = await scanAll();
    const total = first?.done ?? 0;
    expect(first).toMatchObject({ status: "completed", byOutcome: { applied: total } });
    expect(total).toBeGreaterThan(3);
    expect((await present()).every((path) => !path.startsWith(sep))).toBe(true);
    for (const files of [2_000, 1, 2]) {
      const again = await scanAll(files);
      expect(again?.byOutcome).toEqual({ unchanged: total });
    }
    expect(await present()).toHaveLength(total);
  });

  test("reads a touched file again and notices one that is new or gone", async () => {
    await scanAll();
    const [one, two] = (await present()).filter((path) => path.startsWith("Bush"));
    await utimes(join(root, one ?? ""), new Date(), new Date(0));
    await rm(join(root, two ?? ""));
    await cp(someMp3, join(root, "new.mp3"));
    const again = await scanAll();
    expect(again?.byOutcome.applied).toBe(2);
    expect(await present()).toContain("new.mp3");
    expect(await present()).not.toContain(two);
  });

  test("keeps the tracks of a folder that cannot be read, and of a root that is not mounted", async () => {
    await scanAll();
    const before = await present();
    // A link to a place that is away for now stands for a disk that is not plugged in.
    await rename(join(root, "Nirvana"), `${root}-away`);
    await symlink(`${root}-nowhere`, join(root, "Nirvana"));
    await scanAll();
    expect(await present()).toEqual(before);
    await rm(`${root}-away`, { recursive: true });
  });

  test("of a part of it marks nothing gone elsewhere", async () => {
    await scanAll();
    const before = await present();
    await scanAll(2_000, join(root, "Nirvana"));
    expect(await present()).toEqual(before);
  });

  test("takes file names that are no text in stride", async () => {
    execFileSync("/bin/sh", ["-c", `cp "$1" "$2/$(printf 'bad\\377name').mp3"`, "sh", someMp3, root]);
    const ended = await scanAll();
    expect(ended?.status).toBe("completed");
  });

  test("is allowed below the roots only, wherever a link leads", async () => {
    await symlink(tmpdir(), join(root, "out"));
    for (const where of [
      "/",
      tmpdir(),
      join(root, ".."),
      join(root, "out"),
      `${root}x`,
      join(root, "missing"),
      "",
      "\u0000",
    ])
      expect(await startScan(app.ctx, { folder: where }), where).toMatchObject({
        ok: false,
        error: { code: "invalid" },
      });
    expect(await startScan(app.ctx, { folder: join(root, "Nirvana", "..") })).toMatchObject({ ok: true });
    expect(await startScan(app.ctx, { folder: root })).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
  });
});
