import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldName } from "@/lib/domain/names";
import type { AlbumRecord, ArtistRecord, TrackRecord } from "@/lib/domain/records";
import { compareAlbums } from "./album";
import { compareArtists } from "./artist";
import { assignTracks } from "./assign";
import { decide } from "./decide";
import type { PairScore } from "./score";
import { fold, similarity } from "./text";
import { parseTitle } from "./title";
import { compareTracks } from "./track";

/** Whatever tags and providers may send: words of the trade among any text, lone surrogates included. */
const word = fc.constantFrom(
  ...[
    "Nirvana",
    "The",
    "Live",
    "(Live)",
    "[Deluxe Edition]",
    "- Remastered",
    "feat.",
    "&",
    "Vol.",
    "2",
    "99",
    "Ö",
  ],
  ...["東京", "فيروز", "\ud83d", "\u0000", "…", "((", "]", '"', "ﷺ", "İ", "ẞ"],
);
const text = fc.oneof(
  fc.array(word, { maxLength: 6 }).map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const year = maybe(fc.constantFrom("1991", "1992-05", "2001-01-01", "", "last year", "99999"));
const names = fc.array(text, { maxLength: 3 });

const track: fc.Arbitrary<TrackRecord> = fc.record({
  title: text,
  artists: names,
  album: maybe(text),
  durationMs: maybe(fc.integer({ min: 0, max: 400_000 })),
  isrc: maybe(fc.constantFrom("GBAAA0000001", "gbaaa0000001", "USAAA0000002", "")),
  trackNumber: maybe(fc.integer({ min: 0, max: 20 })),
});
const album: fc.Arbitrary<AlbumRecord> = fc.record({
  title: text,
  artists: names,
  date: year,
  trackCount: maybe(fc.integer({ min: 0, max: 30 })),
  tracks: maybe(fc.array(track, { maxLength: 4 })),
  barcode: maybe(fc.constantFrom("0602475093060", "602475093060", "x", "")),
  mbReleaseGroupId: maybe(fc.constantFrom("a", "b")),
});
const artist: fc.Arbitrary<ArtistRecord> = fc.record({
  name: text,
  aliases: maybe(names),
  mbid: maybe(fc.constantFrom("a", "b")),
  genres: maybe(names),
  popularity: maybe(fc.integer({ min: 0, max: 100 })),
  albums: maybe(fc.array(fc.record({ title: text }), { maxLength: 3 })),
  tracks: maybe(fc.array(fc.record({ title: text }), { maxLength: 3 })),
});

function expectSound(score: PairScore): void {
  expect(score.probability).toBeGreaterThanOrEqual(0);
  expect(score.probability).toBeLessThanOrEqual(1);
  for (const evidence of score.evidence) {
    expect(Number.isFinite(evidence.effect)).toBe(true);
    expect(evidence.note).not.toBe("");
  }
  const effects = score.evidence.map((evidence) => Math.abs(evidence.effect));
  expect(effects).toEqual([...effects].sort((a, b) => b - a));
}

// A failing run prints its seed and the smallest example.
describe("for any records", () => {
  test("scores are numbers from 0 to 1, with evidence in the order of its weight", () => {
    fc.assert(fc.property(track, track, (a, b) => expectSound(compareTracks(a, b))));
    fc.assert(fc.property(album, album, (a, b) => expectSound(compareAlbums(a, b))));
    fc.assert(fc.property(artist, artist, (a, b) => expectSound(compareArtists(a, b))));
  });

  test("likeness of texts is symmetric, from 0 to 1, and 1 for equal ones only", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [fold(left), fold(right)];
        const alike = similarity(a, b);
        expect(similarity(b, a)).toBeCloseTo(alike, 10);
        expect(alike).toBeGreaterThanOrEqual(0);
        expect(alike).toBeLessThanOrEqual(1);
        expect(alike === 1).toBe(a === b && a !== "");
      }),
    );
  });

  test("two tracks are as alike one way as the other", () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        const there = compareTracks(a, b);
        const back = compareTracks(b, a);
        expect(back.probability).toBeCloseTo(there.probability, 10);
        expect([...back.conflicts].sort()).toEqual([...there.conflicts].sort());
      }),
    );
  });

  test("a record is never less like itself than like another", () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        expect(compareTracks(a, a).probability + 1e-9).toBeGreaterThanOrEqual(
          compareTracks(a, { ...b, album: a.album, durationMs: a.durationMs, isrc: a.isrc }).probability,
        );
        expect(compareTracks(a, a).conflicts).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(artist, text, (a, name) => {
        const same = { ...a, albums: undefined, tracks: undefined, genres: undefined };
        expect(compareArtists(same, same).probability + 1e-9).toBeGreaterThanOrEqual(
          compareArtists(same, { ...same, name, aliases: undefined }).probability,
        );
      }),
    );
    fc.assert(
      fc.property(album, text, (a, title) => {
        const bare = { ...a, tracks: undefined };
        expect(compareAlbums(bare, bare).conflicts).toEqual([]);
        expect(compareAlbums(bare, bare).probability + 1e-9).toBeGreaterThanOrEqual(
          compareAlbums(bare, { ...bare, title }).probability,
        );
      }),
    );
  });

  test("folding twice is folding once, and taking a title apart never fails", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(foldName(foldName(value))).toBe(foldName(value));
        const parsed = parseTitle(value);
        expect(parseTitle(value)).toEqual(parsed);
      }),
    );
  });

  test("tracks are assigned to at most one each", () => {
    fc.assert(
      fc.property(fc.array(track, { maxLength: 8 }), fc.array(track, { maxLength: 8 }), (ours, theirs) => {
        const pairs = assignTracks(ours, theirs);
        expect(new Set(pairs.map((pair) => pair.local)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.candidate)).size).toBe(pairs.length);
      }),
    );
  });
});

describe("for any candidates", () => {
  const scored = fc.uniqueArray(
    fc.record({
      candidate: fc.record({ id: fc.integer({ min: 0, max: 1_000 }), group: fc.integer({ min: 0, max: 4 }) }),
      pair: fc.record({
        probability: fc.oneof(
          fc.constantFrom(0, 0.5, 0.9, 0.95, 1),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        conflicts: fc.constantFrom<PairScore["conflicts"]>([], [], [], ["version"]),
        evidence: fc.constant<PairScore["evidence"]>([]),
      }),
    }),
    { selector: (each) => each.candidate.id, maxLength: 12 },
  );
  type Scored = { candidate: { id: number; group: number }; pair: PairScore }[];
  const judge = (list: Scored, renamed = (id: number) => id) =>
    decide(list, {
      applyAbove: 0.9,
      groupOf: (candidate) => `g${renamed(candidate.group)}`,
      tieBreak: (a, b) => a.id - b.id,
    });

  test("confidences are shares of one choice", () => {
    fc.assert(
      fc.property(scored, (list) => {
        const { choices } = judge(list);
        const best = new Map<number, number>();
        for (const { candidate, confidence } of choices) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThan(1);
          best.set(candidate.group, Math.max(best.get(candidate.group) ?? 0, confidence));
        }
        expect([...best.values()].reduce((sum, share) => sum + share, 0)).toBeLessThan(1);
        expect(choices.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  test("what is applied is sure, alone and without conflict", () => {
    fc.assert(
      fc.property(scored, (list) => {
        const { action, choices } = judge(list);
        const [best] = choices;
        if (action === "leave") expect(list.every(({ pair }) => pair.probability < 0.5)).toBe(true);
        if (action !== "apply") return;
        expect(best?.confidence).toBeGreaterThan(0.9);
        expect(best?.pair.conflicts).toEqual([]);
        for (const other of choices.filter((choice) => choice.candidate.group !== best?.candidate.group))
          expect(other.confidence).toBeLessThan(0.1);
      }),
    );
  });

  test("neither their order nor the names of their groups matter", () => {
    fc.assert(
      fc.property(scored, fc.integer(), (list, salt) => {
        const shuffled = [...list].sort(
          (a, b) => ((a.candidate.id * 7919 + salt) % 101) - ((b.candidate.id * 7919 + salt) % 101),
        );
        const plain = judge(list);
        for (const other of [judge(shuffled), judge(list, (group) => 100 - group)]) {
          expect(other.action).toBe(plain.action);
          expect(other.choices.map(({ candidate }) => candidate.id)).toEqual(
            plain.choices.map(({ candidate }) => candidate.id),
          );
          other.choices.forEach((choice, n) =>
            expect(choice.confidence).toBeCloseTo(plain.choices[n]?.confidence ?? -1, 10),
          );
        }
      }),
    );
  });
});

describe("however long the text", () => {
  const million = 1_000_000;
  test.each([
    ["letters", "a".repeat(million)],
    ["points between letters", "a.".repeat(million / 2)],
    ["open brackets", "(".repeat(million)],
    ["brackets in brackets", "(live".repeat(million / 5)],
    ["dashes", " - ".repeat(million / 3)],
    ["spaces", " ".repeat(million)],
    ["ampersands", " & ".repeat(million / 3)],
    ["feat. and feat.", " feat. ".repeat(million / 7)],
    ["halves of surrogate pairs", "\ud83d".repeat(million)],
    ["one ligature that folds into many letters", "ﷺ".repeat(million)],
    ["accents on one letter", `e${"\u0301".repeat(million)}`],
    ["quotes", "'".repeat(million)],
  ])("a megabyte of %s is compared in an instant", (_name, long) => {
    const began = performance.now();
    const other = `${long}x`;
    expectSound(compareTracks({ title: long, artists: [long] }, { title: other, artists: [other] }));
    expectSound(
      compareAlbums(
        { title: long, artists: [long], tracks: [{ title: long, artists: [] }] },
        { title: other, artists: [other], tracks: [{ title: other, artists: [] }] },
      ),
    );
    expectSound(
      compareArtists({ name: long, albums: [{ title: long }] }, { name: other, albums: [{ title: other }] }),
    );
    // Far above what it takes, far below what anything but linear work would.
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
