import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as importLibrary } from "@/app/api/library/import/route";
import { album, artist, track, trackArtist } from "@/db/schema";
import { ndjson, startTestApp, type TestApp } from "@/tests/support/app";
import type { ImportResult } from "./importTracks";

const NIRVANA_US = "5b11f4ce-a62d-471e-81fc-a69a8278c7da";
const NIRVANA_UK = "9282c8b4-ca0b-4c6b-b7e3-4f7762dfc4d6";

describe("importing a library", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ connectSpotify: false });
  });
  afterAll(() => app.close());
  beforeEach(() =>
    app.ctx.db.transaction(async (tx) => {
      for (const table of [trackArtist, track, album, artist]) await tx.delete(table);
    }),
  );

  async function send(
    body: BodyInit,
    query = "source=t",
    type = "application/x-ndjson",
  ): Promise<ImportResult> {
    const answer = await app.call(importLibrary, `/x?${query}`, {
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as ImportResult;
  }
  const take = (lines: object[], query?: string) => send(ndjson(lines), query);
  const artists = async () =>
    (await app.ctx.db.read((tx) => tx.select().from(artist)))
      .map(({ name, mbid, trackCount }) => [name, mbid, trackCount])
      .sort((a, b) => String(a).localeCompare(String(b)));
  const albums = async () =>
    (await app.ctx.db.read((tx) => tx.select().from(album)))
      .map(({ title, artistCredit, trackCount }) => [title, artistCredit, trackCount])
      .sort((a, b) => String(a).localeCompare(String(b)));
  const present = async () =>
    (await app.ctx.db.read((tx) => tx.select().from(track).where(isNull(track.goneAt))))
      .map((row) => row.path)
      .sort();

  test("an album whose tags say more than before stays the same album", async () => {
    const id = async () => (await app.ctx.db.read((tx) => tx.select().from(album))).map((row) => row.id);
    const song = (path: string, more: object = {}) => ({
      path,
      title: path,
      artist: "Bush",
      album: "Razorblade",
      ...more,
    });
    await take([song("1.mp3"), song("2.mp3")]);
    const [before] = await id();
    await take([song("1.mp3", { date: "1996" }), song("2.mp3")]);
    expect(await id()).toEqual([before]);
    const mbid = { date: "1996", mb_release_id: "7f6d3088-837d-495e-905f-be5c70ac2d82" };
    await take([song("1.mp3", mbid), song("2.mp3", mbid)]);
    expect(await id()).toEqual([before]);
    expect(await albums()).toEqual([["Razorblade", "Bush", 2]]);
  });

  test("does not take for gone what it was sent and could not read", async () => {
    const song = (path: string, more: object = {}) => ({ path, title: "Swim", artist: "Bush", ...more });
    await take([song("1.mp3"), song("2.mp3"), song("3.mp3")], "source=t&complete=true");
    const bad = await take([song("1.mp3"), song("2.mp3", { track_number: -5 })], "source=t&complete=true");
    expect(bad).toMatchObject({ tracks_gone: 1, rejected: [{ line: 2 }] });
    expect(await present()).toEqual(["1.mp3", "2.mp3"]);
    // Whose line this was, nobody can say: so nothing is said to be gone.
    const worse = await send(`${JSON.stringify(song("1.mp3"))}\nnot json\n`, "source=t&complete=true");
    expect(worse).toMatchObject({ tracks_gone: 0 });
    expect(await present()).toEqual(["1.mp3", "2.mp3"]);
  });

  test("keeps the track, and what hangs on it, when its file moves", async () => {
    const song = (path: string, title: string) => ({
      path,
      title,
      artist: "Bush",
      album: "Sixteen Stone",
      file_size: 9,
    });
    await take(
      [song("a/1.mp3", "Everything Zen"), song("a/2.mp3", "Swim"), song("a/3.mp3", "Bomb")],
      "source=t&complete=true",
    );
    const ids = async () =>
      new Map(
        (await app.ctx.db.read((tx) => tx.select().from(track).where(isNull(track.goneAt)))).map((row) => [
          row.title,
          row.id,
        ]),
      );
    const before = await ids();

    const result = await take(
      [song("b/01 Zen.mp3", "Everything Zen"), song("a/2.mp3", "Swim"), song("c/new.mp3", "Little Things")],
      "source=t&complete=true",
    );
    expect(result).toMatchObject({ tracks_added: 1, tracks_updated: 1, tracks_gone: 1 });
    const after = await ids();
    expect(after.get("Everything Zen")).toBe(before.get("Everything Zen"));
    expect(await present()).toEqual(["a/2.mp3", "b/01 Zen.mp3", "c/new.mp3"]);

    // What was away for a while comes back as itself, wherever it is found.
    await take([song("d/3.mp3", "Bomb")]);
    expect((await ids()).get("Bomb")).toBe(before.get("Bomb"));
    expect(await artists()).toEqual([["Bush", null, 4]]);
  });

  test("does not guess which of two equal files moved", async () => {
    const twin = (path: string) => ({ path, title: "Swim", artist: "Bush" });
    await take([twin("a.mp3"), twin("b.mp3")], "source=t&complete=true");
    const result = await take([twin("c.mp3"), twin("d.mp3")], "source=t&complete=true");
    expect(result).toMatchObject({ tracks_added: 2, tracks_updated: 0, tracks_gone: 2 });
    expect(await present()).toEqual(["c.mp3", "d.mp3"]);
  });

  test("rejects bad lines by their numbers and keeps the rest", async () => {
    const deep = `{"path":"deep.mp3","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const result = await send(
      Buffer.concat([
        Buffer.from('{"path":"1.mp3","artist":"A"}\n'),
        Buffer.from("not json\n"),
        Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
        Buffer.from(`{"path":"${"x".repeat(70_000)}"}\n`),
        Buffer.from('{"path":"nul\\u0000.mp3"}\n'),
        Buffer.from('{"path":"lone\\ud83d.mp3"}\n'),
        Buffer.from('{"path":"key.mp3","a\\u0000b":1}\n'),
        Buffer.from(
          `{"path":"many.mp3","artists":${JSON.stringify(Array.from({ length: 10_000 }, () => "A"))}}\n`,
        ),
        Buffer.from('{"path":"type.mp3","title":7}\n'),
        Buffer.from("[]\n"),
        Buffer.from(`${deep}\n`),
        Buffer.from(`{"path":"${"東".repeat(1_300)}.mp3"}\n`),
        Buffer.from('{"path":"slash\\\\u0000.mp3","artist":"B"}\n'),
        Buffer.from('{"path":"emoji \\ud83d\\ude00.mp3","artist":"C"}'),
      ]),
    );
    expect(result).toMatchObject({ received: 14, tracks_added: 3, artists_added: 3 });
    expect(result.rejected.map((each) => each.line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const { message } of result.rejected) expect(message).toMatch(/\w/);
    expect(await present()).toEqual(["1.mp3", "emoji 😀.mp3", "slash\\u0000.mp3"]);
  });

  test("names the first thousand of many bad lines and counts them all", async () => {
    const result = await send("x\n".repeat(1_500));
    expect(result.received).toBe(1_500);
    expect(result.rejected).toHaveLength(1_000);
  });

  test("takes names as long as they may be, in letters that no index likes", async () => {
    const letters = Array.from({ length: 1_900 }, (_, n) =>
      String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000)),
    );
    const long = letters.join("");
    const path = Array.from(
      { length: 1_950 },
      (_, n) => "abcdefghijklmnopqrstuvwxyz"[(n * n * 7 + n) % 26],
    ).join("");
    const line = { path, title: long, artist: long, album: long, date: "1999" };
    expect(await take([line])).toMatchObject({
      tracks_added: 1,
      artists_added: 1,
      albums_added: 1,
      rejected: [],
    });
    expect(await take([{ ...line, path: "2", title: `${long}ﷺ` }])).toMatchObject({
      tracks_added: 1,
      artists_added: 0,
    });
  });

  const library = [
    { path: "1", title: "One", artist: "Bush", album: "Sixteen Stone", track_number: 1 },
    { path: "2", title: "Two", artist: "Bush", album: "Sixteen Stone", track_number: 2 },
    { path: "3", title: "Loose", artist: "Air" },
  ];

  test("the same again changes nothing", async () => {
    expect(await take(library)).toMatchObject({ tracks_added: 3, artists_added: 2, albums_added: 1 });
    const before = await app.ctx.db.read((tx) => tx.select().from(track));
    expect(await take(library)).toEqual({
      received: 3,
      artists_added: 0,
      albums_added: 0,
      tracks_added: 0,
      tracks_updated: 0,
      tracks_gone: 0,
      rejected: [],
    });
    const bare = (rows: typeof before) =>
      rows.map(({ seenImportId: _seen, ...row }) => row).sort((a, b) => a.path.localeCompare(b.path));
    expect(bare(await app.ctx.db.read((tx) => tx.select().from(track)))).toEqual(bare(before));
  });

  test("a changed tag updates its track and the counts of whom it leaves and joins", async () => {
    await take(library);
    const result = await take([{ ...library[2], artist: "Bush", album: "Sixteen Stone" }]);
    expect(result).toMatchObject({ tracks_added: 0, tracks_updated: 1 });
    expect(await artists()).toEqual([
      ["Air", null, 0],
      ["Bush", null, 3],
    ]);
    expect(await albums()).toEqual([["Sixteen Stone", "Bush", 3]]);
  });

  test("a complete import marks gone what it did not name, in its source only", async () => {
    await take(library, "source=one&complete=true");
    await take(library, "source=two");
    expect(await take(library.slice(0, 1), "source=one&complete=true")).toMatchObject({ tracks_gone: 2 });
    expect(await artists()).toEqual([
      ["Air", null, 1],
      ["Bush", null, 3],
    ]);
    // What comes back is there again.
    expect(await take(library, "source=one&complete=true")).toMatchObject({
      tracks_updated: 2,
      tracks_gone: 0,
    });
    expect(await take([], "source=one&complete=true")).toMatchObject({ tracks_gone: 3 });
    expect(await take([], "source=two")).toMatchObject({ tracks_gone: 0 });
  });

  test("the last of several lines of one path counts", async () => {
    await take([library[0] ?? {}, { path: "1", title: "Uno", artist: "Bush" }]);
    const [row] = await app.ctx.db.read((tx) => tx.select().from(track));
    expect(row).toMatchObject({ title: "Uno", albumId: null });
  });

  test("tells two artists of one name apart by their ids, in whatever order they come", async () => {
    await take([
      { path: "1", artist: "Nirvana" },
      { path: "2", artist: "Nirvana", mb_artist_ids: [NIRVANA_US], album: "Nevermind" },
      {
        path: "3",
        artist: "Nirvana",
        mb_artist_ids: [NIRVANA_UK.toUpperCase()],
        album: "Dedicated to Markos III",
      },
    ]);
    await take([
      { path: "4", artist: "NIRVANA", mb_artist_ids: [NIRVANA_UK] },
      { path: "5", artist: "Nirvana", mb_artist_ids: ["who knows"] },
    ]);
    const found = await artists();
    expect(found.filter(([, mbid]) => mbid === NIRVANA_US)).toHaveLength(1);
    expect(found.filter(([, mbid]) => mbid === NIRVANA_UK)).toEqual([["Nirvana", NIRVANA_UK, 2]]);
    expect(found.every(([, mbid]) => mbid === null || /^[0-9a-f-]{36}$/.test(String(mbid)))).toBe(true);
  });

  test("one artist of an id under two names is one", async () => {
    await take([
      { path: "1", artist: "Prince", mb_artist_ids: [NIRVANA_US] },
      { path: "2", artist: "The Artist", mb_artist_ids: [NIRVANA_US] },
    ]);
    expect(await artists()).toEqual([["Prince", NIRVANA_US, 2]]);
  });

  test("a compilation is by nobody, its tracks are by somebody", async () => {
    await take([
      { path: "1", title: "a", artist: "Bush", album: "Hits", album_artist: "Various Artists", date: "1994" },
      { path: "2", title: "b", artist: "Air", album: "Hits", compilation: true, date: "1998" },
      { path: "3", title: "c", artist: "Queen", album: "Hits", album_artist: "VA" },
    ]);
    expect(await albums()).toEqual([["Hits", "Various Artists", 3]]);
    const rows = await app.ctx.db.read((tx) => tx.select().from(artist).where(eq(artist.isVarious, true)));
    expect(rows).toMatchObject([{ name: "Various Artists", trackCount: 3 }]);
    expect((await artists()).map(([name]) => name)).toEqual(["Air", "Bush", "Queen", "Various Artists"]);
  });

  test("a guest is credited, and the track stays the artist's", async () => {
    await take([
      { path: "1", artist: "Jay-Z feat. Alicia Keys" },
      { path: "2", artist: "Jay-Z (ft. Rihanna)", artists: ["Jay-Z", "Rihanna"] },
      { path: "3", artist: "Earth, Wind & Fire" },
      { path: "4" },
    ]);
    expect((await artists()).map(([name]) => name)).toEqual(["Earth, Wind & Fire", "Jay-Z", "Rihanna"]);
    const rows = await app.ctx.db.read((tx) => tx.select().from(track));
    expect(rows.map((row) => row.artistCredit).sort()).toEqual([
      "",
      "Earth, Wind & Fire",
      "Jay-Z (ft. Rihanna)",
      "Jay-Z feat. Alicia Keys",
    ]);
    expect(rows.find((row) => row.path === "4")).toMatchObject({ title: "4", artistId: null });
  });

  test("reads CSV alike", async () => {
    const body =
      '\ufeffpath,title,artist,album,track_number\r\n1,One,Bush,Sixteen Stone,1\r\n2,"T,wo",Bush,Sixteen Stone,2\r\n';
    expect(await send(body, "source=t", "text/csv")).toMatchObject({
      received: 2,
      tracks_added: 2,
      albums_added: 1,
    });
  });

  test("keeps and counts what came before the body broke off, and marks nothing gone", async () => {
    await take(library, "source=t&complete=true");
    async function* broken() {
      yield Buffer.from(ndjson([{ path: "4", artist: "Queen" }]));
      await Promise.resolve();
      throw new Error("the line is dead");
    }
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        try {
          for await (const chunk of broken()) controller.enqueue(chunk);
        } catch (error) {
          // Later, so that what was sent is read first.
          setTimeout(() => controller.error(error), 50);
        }
      },
    });
    const answer = await app.call(importLibrary, "/x?source=t&complete=true", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-ndjson" },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await present()).toEqual(["1", "2", "3", "4"]);
    expect(await artists()).toContainEqual(["Queen", null, 1]);
  });

  test("several at once make one library: no artist or album twice, no track lost", async () => {
    const lines = (source: number) =>
      Array.from({ length: 1_200 }, (_, n) => ({
        path: `${source}/${n}`,
        artist: `Artist ${n % 40}`,
        album: `Album ${n % 80}`,
        ...(n % 2 === source % 2
          ? { mb_artist_ids: [`${String(n % 40).padStart(8, "0")}-0000-4000-8000-000000000000`] }
          : {}),
      }));
    const results = await Promise.all([1, 2, 3].map((source) => take(lines(source), `source=${source}`)));
    expect(results.map((result) => result.tracks_added)).toEqual([1_200, 1_200, 1_200]);
    expect(await present()).toHaveLength(3_600);
    const names = (await artists()).map(([name]) => name);
    expect(new Set(names).size).toBe(40);
    expect(names).toHaveLength(40);
    const sum = results.reduce((total, result) => total + result.artists_added, 0);
    expect(sum).toBe(40);
  });

  test("two complete ones of one source at once leave everything there", async () => {
    const lines = Array.from({ length: 2_500 }, (_, n) => ({ path: `${n}`, artist: `Artist ${n % 10}` }));
    await take(lines.slice(0, 100), "source=t&complete=true");
    const results = await Promise.all([
      take(lines, "source=t&complete=true"),
      take([...lines].reverse(), "source=t&complete=true"),
    ]);
    expect(results.map((result) => result.tracks_gone)).toEqual([0, 0]);
    expect(await present()).toHaveLength(2_500);
    const gone = await app.ctx.db.read((tx) =>
      tx
        .select()
        .from(track)
        .where(and(eq(track.source, "t"), isNull(track.seenImportId))),
    );
    expect(gone).toEqual([]);
  });
});
