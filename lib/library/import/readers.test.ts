import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chunks } from "@/tests/support/app";
import { readCsv } from "./csv";
import { importLine, type LineResult } from "./line";
import { readNdjson } from "./ndjson";

async function all(lines: AsyncIterable<LineResult>): Promise<LineResult[]> {
  const list: LineResult[] = [];
  for await (const line of lines) list.push(line);
  return list;
}

/** The same bytes, cut at any places. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, n) => bytes.subarray(start, at[n] ?? bytes.length));
}

describe("NDJSON", () => {
  test("bad lines are told by their numbers, the others read", async () => {
    const body = Buffer.concat([
      Buffer.from('\ufeff{"path":"1"}\r\n'),
      Buffer.from("not json\n\n"),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a]),
      Buffer.from(`"${"x".repeat(70_000)}"\n`),
      Buffer.from(`"${"é".repeat(32_000)}"\n`),
      Buffer.from('{"path":"2"'),
      Buffer.from('}\n{"path"'),
    ]);
    expect(await all(readNdjson(chunks([body])))).toEqual([
      { line: 1, value: { path: "1" } },
      { line: 2, problem: "not JSON" },
      { line: 4, problem: "not UTF-8" },
      { line: 5, problem: "longer than 64 kB" },
      { line: 6, value: "é".repeat(32_000) },
      { line: 7, value: { path: "2" } },
      { line: 8, problem: "not JSON" },
    ]);
  });

  test("the chunks of the stream may end anywhere", async () => {
    const body = Buffer.from(
      ['{"path":"東京/事変.mp3"}', "", "{", `{"path":"${"😀".repeat(50)}"}`, '{"path":"last"}'].join("\n"),
    );
    const whole = await all(readNdjson(chunks([body])));
    expect(whole).toHaveLength(4);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), async (places) => {
        expect(await all(readNdjson(chunks(cut(body, places))))).toEqual(whole);
      }),
    );
  });

  test("a line of a gigabyte would not be kept in memory", async () => {
    const piece = new Uint8Array(1024 * 1024).fill(0x61);
    async function* endless() {
      for (let n = 0; n < 64; n++) yield piece;
      yield Buffer.from('\n{"path":"after"}');
    }
    expect(await all(readNdjson(endless()))).toEqual([
      { line: 1, problem: "longer than 64 kB" },
      { line: 2, value: { path: "after" } },
    ]);
  });
});

describe("CSV", () => {
  const read = (text: string | Uint8Array) => all(readCsv(chunks([text])));

  test("has the import's names as its header, in any order and case, behind a BOM or not", async () => {
    const body = 'PATH , Title,artists,track_number,compilation,extra\na.mp3,Song,"A; B",3,1,kept\n';
    const expected = [
      {
        line: 2,
        value: {
          path: "a.mp3",
          title: "Song",
          artists: ["A", "B"],
          track_number: 3,
          compilation: true,
          extra: "kept",
        },
      },
    ];
    expect(await read(body)).toEqual(expected);
    expect(await read(`\ufeff${body.replaceAll("\n", "\r\n")}`)).toEqual(expected);
  });

  test("quotes hold commas, line breaks and quotes; elsewhere a quote is a quote", async () => {
    const body = 'path,title\n"a,b.mp3","He said ""no""\nand left"\nc.mp3,12" mix\nd.mp3,"",more,fields\n';
    expect(await read(body)).toEqual([
      { line: 2, value: { path: "a,b.mp3", title: 'He said "no"\nand left' } },
      { line: 4, value: { path: "c.mp3", title: '12" mix' } },
      { line: 5, value: { path: "d.mp3" } },
    ]);
  });

  test("a bad record costs its own line, the ones behind it are read", async () => {
    const body = Buffer.concat([
      Buffer.from("path,title\na.mp3,One\n"),
      Buffer.from('"never closed,Two\n'),
      Buffer.from("c.mp3,Three\n"),
      Buffer.from([0x64, 0x2c, 0xff, 0x0a]),
      Buffer.from(`${"x".repeat(100_000)}\n`),
      Buffer.from("\n"),
      Buffer.from('"e"oops,Five\n'),
      Buffer.from("f.mp3,Six"),
    ]);
    const lines = await read(body);
    expect(lines.flatMap((entry) => ("value" in entry ? [[entry.line, entry.value]] : []))).toEqual([
      [2, { path: "a.mp3", title: "One" }],
      [4, { path: "c.mp3", title: "Three" }],
      // Not what a writer of CSV would write, but there is only one way to take it.
      [8, { path: '"e"oops', title: "Five" }],
      [9, { path: "f.mp3", title: "Six" }],
    ]);
    expect(lines.flatMap((entry) => ("problem" in entry ? [[entry.line, entry.problem]] : []))).toEqual([
      [3, "not CSV: a quote is not closed"],
      [5, "not UTF-8"],
      [6, "longer than 64 kB"],
    ]);
  });

  test("the chunks of the stream may end anywhere", async () => {
    const body = Buffer.from('path,title\n"東京","a ""b""\r\nc"\nx,\n"😀",12"\n"open,1\nlast,2');
    const whole = await read(body);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), async (places) => {
        expect(await all(readCsv(chunks(cut(body, places))))).toEqual(whole);
      }),
    );
  });

  test("nothing, a header alone and names nobody should use are taken calmly", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("path,title\n")).toEqual([]);
    const [odd] = await read("path,__proto__,constructor\na.mp3,x,y\n");
    expect(odd).toMatchObject({ line: 2, value: { path: "a.mp3", constructor: "y" } });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test("a flag or number that is none is refused, not guessed", async () => {
    for (const [name, value] of [
      ["compilation", "perhaps"],
      ["track_number", "three"],
      ["duration_ms", "3:45"],
    ]) {
      const [entry] = await read(`path,${name}\na.mp3,${value}\n`);
      expect(importLine.safeParse(entry && "value" in entry ? entry.value : null).success, name).toBe(false);
    }
  });
});

describe("a line", () => {
  const good = { path: "a.mp3" };

  test.each<[string, unknown]>([
    ["a list", []],
    ["a number", 1],
    ["null", null],
    ["no path", { title: "x" }],
    ["an empty path", { path: " " }],
    ["a path that is a number", { path: 1 }],
    ["an endless path", { path: "x".repeat(5_000) }],
    ["a path of too many bytes", { path: "東".repeat(1_000) }],
    ["a title that is a list", { ...good, title: ["x"] }],
    ["an endless title", { ...good, title: "x".repeat(2_001) }],
    ["10,000 artists", { ...good, artists: Array.from({ length: 10_000 }, () => "x") }],
    ["artists that are no texts", { ...good, artists: [1] }],
    ["a text for artists", { ...good, artists: "A" }],
    ["a track number that is a text", { ...good, track_number: "1" }],
    ["a negative track number", { ...good, track_number: -1 }],
    ["half a track", { ...good, track_number: 1.5 }],
    ["a length of weeks", { ...good, duration_ms: 1e12 }],
    ["a flag that is a text", { ...good, compilation: "yes" }],
  ])("that is %s is refused", (_name, value) => {
    expect(importLine.safeParse(value).success).toBe(false);
  });

  test("keeps unknown keys, drops what is no id, and takes null for absent", () => {
    const line = importLine.parse({
      ...good,
      mood: { deep: [1] },
      title: null,
      artists: null,
      genres: ["", "rock"],
      mb_recording_id: "not an id",
      mb_release_id: " AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA ",
      track_number: 0,
    });
    expect(line).toMatchObject({
      mood: { deep: [1] },
      title: undefined,
      artists: [],
      genres: ["rock"],
      mb_recording_id: undefined,
      mb_release_id: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
      track_number: undefined,
    });
  });
});
