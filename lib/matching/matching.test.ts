import { describe, expect, test } from "vitest";
import { foldName, isVariousArtists } from "@/lib/domain/names";
import type { AlbumCandidate, AlbumRecord, ArtistRecord, TrackRecord } from "@/lib/domain/records";
import { compareAlbums } from "./album";
import { compareArtists } from "./artist";
import { assignTracks } from "./assign";
import { decide } from "./decide";
import { groupEditions } from "./editions";
import { scorePair, type PairScore } from "./score";
import { fold, similarity } from "./text";
import { parseTitle } from "./title";
import { compareTracks } from "./track";

/** The line above which a match is applied without asking. */
const LINE = 0.9;

const artist = (name: string, more: Partial<ArtistRecord> = {}): ArtistRecord => ({ name, ...more });

/** What the choice comes to when these are all the candidates there are. */
function choose<C>(pairs: [C, PairScore][]) {
  return decide(
    pairs.map(([candidate, pair]) => ({ candidate, pair })),
    { applyAbove: LINE, groupOf: (candidate) => JSON.stringify(candidate), tieBreak: () => 0 },
  );
}

describe("folding a name", () => {
  test.each([
    ["Beyoncé", "BEYONCE"],
    ["Tiësto", "Tiesto"],
    ["Sigur Rós", "Sigur Ros"],
    ["Motörhead", "motorhead"],
    ["Simon & Garfunkel", "Simon and Garfunkel"],
    ["Guns N' Roses", "Guns N’ Roses"],
    ["R.E.M.", "REM"],
    ["Røyksopp", "Royksopp"],
    ["ＡＢＢＡ", "ABBA"],
    ["  The   The ", "The The"],
  ])("%s and %s are one", (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  test.each([
    ["Queen", "Queens"],
    ["King Crimson", "Crimson"],
    ["The The", "The"],
    ["The Band", "Band"],
    ["Prince", "Princess"],
    ["!!!", "???"],
    ["東京事変", "東京"],
    ["Ø", "A"],
  ])("%s and %s stay two", (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });

  test.each(["!!!", "+/-", "&", "…", "東京事変", "فيروز", "הפרויקט", "🎵"])("%s does not vanish", (name) => {
    expect(foldName(name)).not.toBe("");
  });

  test.each(["Various Artists", "VARIOUS ARTISTS", "V.A.", "VA", "Various", "Verschiedene Interpreten"])(
    "%s is nobody",
    (name) => {
      expect(isVariousArtists(name)).toBe(true);
    },
  );

  test.each([
    ...["Nirvana", "Van Halen", "Evanescence", "Vampire Weekend", "Savage Garden", "Boston", "Ghost"],
    ...["Post Malone", "Lost Frequencies", "Unknown Mortal Orchestra", "Various Cruelties", "Vari"],
  ])("%s is somebody", (name) => {
    expect(isVariousArtists(name)).toBe(false);
  });
});

describe("how alike two texts are", () => {
  test("equal ones are 1, and nothing else is", () => {
    expect(similarity("nirvana", "nirvana")).toBe(1);
    expect(similarity("nirvana", "nirvanas")).toBeLessThan(1);
    expect(similarity("", "")).toBe(0);
    expect(similarity("", "x")).toBe(0);
  });

  test("a typing mistake in a long word is near, a part of the other is far", () => {
    expect(similarity(fold("Metallica"), fold("Metalica"))).toBeGreaterThan(0.8);
    expect(similarity(fold("King Crimson"), fold("Crimson"))).toBeLessThan(0.75);
    expect(similarity(fold("Queen Latifah"), fold("Latifah"))).toBeLessThan(0.75);
  });
});

describe("taking a title apart", () => {
  test.each([
    ["Live Forever", "live forever", []],
    ["Alive", "alive", []],
    ["Olive", "olive", []],
    ["Mixed Emotions", "mixed emotions", []],
    ["Demolition Man", "demolition man", []],
    ["Live and Let Die", "live and let die", []],
    ["Remix to Ignition", "remix to ignition", []],
    ["Lithium (Live)", "lithium", ["live"]],
    ["Lithium - Live at Reading", "lithium", ["live"]],
    ["Lithium [Acoustic]", "lithium", ["acoustic"]],
    ["Lithium (Live Acoustic)", "lithium", ["acoustic", "live"]],
    ["Lithium (Original Mix)", "lithium", []],
    ["Lithium (Album Version)", "lithium", []],
    ["Lithium (Karaoke Version)", "lithium", ["karaoke"]],
    ["Lithium (Instrumental)", "lithium", ["instrumental"]],
    ["Lithium (2011 Remaster)", "lithium", []],
    ["Lithium - Remastered 2011", "lithium", []],
    ["Lithium (feat. Somebody)", "lithium", []],
    ["Lithium feat. Somebody", "lithium", []],
    ["MTV Unplugged in New York", "mtv unplugged in new york", []],
  ])("%s is %s, version %j", (title, core, versions) => {
    expect(parseTitle(title)).toMatchObject({ core, versions });
  });

  test.each([
    ["Nevermind (Deluxe Edition)", ["deluxe", "edition"]],
    ["Nevermind [Remastered]", ["remaster"]],
    ["Nevermind (20th Anniversary)", ["anniversary"]],
    ["Nevermind", []],
  ])("%s was issued as %j", (title, editions) => {
    expect(parseTitle(title).editions).toEqual(editions);
  });

  test("a title of brackets alone keeps something to compare", () => {
    expect(parseTitle("(Live)").core).not.toBe("");
    expect(parseTitle("").core).toBe("");
  });
});

describe("the right side of the line", () => {
  const corroborated = { albums: [{ title: "The Album" }] };

  test.each([
    ["Hellsystem", "Hellsystem"],
    ["Tiësto", "Tiesto"],
    ["Beyoncé", "Beyonce"],
    ["AC/DC", "ACDC"],
    ["Nirvana", "Nirvana"],
  ])("%s and %s are the same once an owned album agrees", (local, candidate) => {
    const alone = compareArtists(artist(local), artist(candidate));
    expect(alone.probability).toBeGreaterThanOrEqual(0.5);
    expect(alone.probability).toBeLessThanOrEqual(LINE);
    const seen = compareArtists(artist(local, corroborated), artist(candidate, corroborated));
    expect(choose([["one", seen]]).action).toBe("apply");
  });

  test("popularity neither makes a match nor stands in for what is owned", () => {
    for (const popularity of [undefined, 0, 100]) {
      const pair = compareArtists(
        artist("Nirvana"),
        artist("Nirvana", { popularity, followers: 10_000_000 }),
      );
      expect(pair.probability).toBeLessThanOrEqual(LINE);
    }
  });

  test.each([
    ["Queen Latifah", "Latifah"],
    ["King Crimson", "Crimson"],
    ["Lady Gaga", "Gaga"],
    ["Queen", "Queens"],
    ["Prince", "Princess"],
    ["The The", "The"],
    ["Dave Matthews Band", "Dave Matthews"],
    ["DJ Shadow", "Shadow"],
    ["Bush", "Kate Bush"],
  ])("%s and %s are never applied, not even with an album of the same title", (local, candidate) => {
    expect(compareArtists(artist(local), artist(candidate)).probability).toBeLessThan(0.5);
    const pair = compareArtists(artist(local, corroborated), artist(candidate, corroborated));
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  test("two equal Nirvanas share the choice: both are asked about, none is above a half", () => {
    const pair = compareArtists(artist("Nirvana"), artist("Nirvana"));
    const verdict = choose([
      ["us", pair],
      ["uk", pair],
    ]);
    expect(verdict.action).toBe("ask");
    expect(verdict.choices).toHaveLength(2);
    for (const { confidence } of verdict.choices) expect(confidence).toBeLessThan(0.5);
  });

  test("of two Nirvanas the one that made the owned album is applied", () => {
    const local = artist("Nirvana", { albums: [{ title: "Nevermind" }] });
    const us = compareArtists(
      local,
      artist("Nirvana", { albums: [{ title: "Nevermind" }, { title: "Bleach" }] }),
    );
    const uk = compareArtists(
      local,
      artist("Nirvana", { albums: [{ title: "The Story of Simon Simopath" }] }),
    );
    const verdict = choose([
      ["uk", uk],
      ["us", us],
    ]);
    expect(verdict).toMatchObject({ action: "apply" });
    expect(verdict.choices[0]?.candidate).toBe("us");
  });

  test("an id in the tags that speaks against it is never overruled by a name", () => {
    const pair = compareArtists(
      artist("Nirvana", { ...corroborated, mbid: "a" }),
      artist("Nirvana", { ...corroborated, mbid: "b" }),
    );
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  test("an id alone is not enough where the name is quite another", () => {
    const pair = compareArtists(artist("Nirvana", { mbid: "a" }), artist("Bush", { mbid: "a" }));
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  const album = (title: string, by: string, more: Partial<AlbumRecord> = {}): AlbumRecord => ({
    title,
    artists: [by],
    ...more,
  });
  const tracks = (...titles: string[]): TrackRecord[] => titles.map((title) => ({ title, artists: [] }));
  const okComputer = tracks("Airbag", "Paranoid Android", "Karma Police");

  test("OK Computer is applied without a year, and with the same one", () => {
    const plain = compareAlbums(
      album("OK Computer", "Radiohead", { tracks: okComputer }),
      album("OK Computer", "Radiohead", { tracks: okComputer }),
    );
    expect(choose([["one", plain]]).action).toBe("apply");
    const dated = compareAlbums(
      album("OK Computer", "Radiohead", { tracks: okComputer, date: "1997" }),
      album("OK Computer", "Radiohead", { tracks: okComputer, date: "1997-05-21" }),
    );
    expect(dated.probability).toBeGreaterThan(plain.probability);
  });

  test.each([
    ["OK Computer", "OK Computer OKNOTOK 1997 2017", "1997", "2017"],
    ["Thriller", "Thriller 25 Super Deluxe Edition", "1982", "2008"],
  ])("%s and %s, an edition decades later, are not applied", (local, candidate, ours, theirs) => {
    const pair = compareAlbums(
      album(local, "The Artist", { date: ours }),
      album(candidate, "The Artist", { date: theirs }),
    );
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  test.each([
    ["Greatest Hits", "Queen", "Greatest Hits", "ABBA"],
    ["Bravo Hits 100", "Various Artists", "Bravo Hits 99", "Various Artists"],
    ["Now 99", "Various Artists", "Now 100", "Various Artists"],
    ["Volume One", "Somebody", "Volume Two", "Somebody"],
    ["Nevermind", "Nirvana", "Nevermind (Live)", "Nirvana"],
    ["Nevermind (Karaoke)", "Nirvana", "Nevermind", "Nirvana"],
  ])("%s by %s is not %s by %s, whatever its tracks are called", (title, by, theirTitle, theirBy) => {
    const same = tracks("One", "Two", "Three");
    const pair = compareAlbums(
      album(title, by, { tracks: same, date: "1999" }),
      album(theirTitle, theirBy, { tracks: same, date: "1999" }),
    );
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  test.each([
    ["Sixteen Stone", "Sixteen Stone (Remastered)"],
    ["Sixteen Stone (Deluxe Edition)", "Sixteen Stone"],
  ])("%s and %s are editions of one album", (title, other) => {
    const list = tracks("Everything Zen", "Glycerine", "Machinehead");
    const pair = compareAlbums(
      album(title, "Bush", { tracks: list }),
      album(other, "Bush", { tracks: list }),
    );
    expect(choose([["one", pair]]).action).toBe("apply");
  });

  const song = (title: string, by: string, more: Partial<TrackRecord> = {}): TrackRecord => ({
    title,
    artists: [by],
    ...more,
  });

  test.each([
    ["Smells Like Teen Spirit", "Smells Like Teen Spirit", true],
    ["Live Forever", "Live Forever", true],
    ["Smells Like Teen Spirit", "Smells Like Teen Spirit - 2011 Remaster", true],
    ["Smells Like Teen Spirit", "Smells Like Teen Spirit (Live at Reading)", false],
    ["Smells Like Teen Spirit (Live)", "Smells Like Teen Spirit", false],
    ["Blue Monday", "Blue Monday (Remix)", false],
    ["Part 1", "Part 2", false],
    ["Song", "Another Song Altogether", false],
  ])("track %s and %s of one length: the same is %s", (local, candidate, same) => {
    const pair = compareTracks(
      song(local, "The Artist", { durationMs: 200_000 }),
      song(candidate, "The Artist", { durationMs: 200_500 }),
    );
    expect(pair.probability > LINE && pair.conflicts.length === 0).toBe(same);
  });

  test("a right title by a wrong artist, and a right artist with a wrong song, are nothing", () => {
    expect(
      compareTracks(song("Hurt", "Nine Inch Nails"), song("Hurt", "Johnny Cash")).probability,
    ).toBeLessThan(0.5);
    expect(
      compareTracks(song("Hurt", "Nine Inch Nails"), song("Closer", "Nine Inch Nails")).probability,
    ).toBeLessThan(0.5);
  });

  test("lengths more than half a minute apart are not the same recording, ISRC or not", () => {
    const pair = compareTracks(
      song("Song", "Artist", { durationMs: 200_000, isrc: "GBAAA0000001" }),
      song("Song", "Artist", { durationMs: 231_000, isrc: "GBAAA0000001" }),
    );
    expect(pair.conflicts).toContain("length");
    expect(choose([["one", pair]]).action).not.toBe("apply");
  });

  test("a missing field is no evidence, not even a weak one", () => {
    const features = (pair: PairScore) => pair.evidence.map((each) => each.feature).sort();
    expect(features(compareTracks(song("Song", "Artist"), song("Song", "Artist")))).toEqual([
      "artist",
      "title",
    ]);
    expect(features(compareArtists(artist("X"), artist("X", { popularity: 3 })))).toEqual(["name"]);
  });
});

describe("deciding", () => {
  const pair = (probability: number, conflicts: PairScore["conflicts"] = []): PairScore => ({
    probability,
    conflicts,
    evidence: [],
  });

  test.each([
    [[0.95], "apply"],
    [[0.9], "ask"],
    [[0.91], "apply"],
    [[0.5], "ask"],
    [[0.49], "leave"],
    [[], "leave"],
    [[0.95, 0.95], "ask"],
    [[0.99, 0.3], "apply"],
    [[0.999, 0.95], "apply"],
    [[0.98, 0.9], "ask"],
    [[1, 1], "ask"],
  ])("candidates of %j: %s", (probabilities, action) => {
    const verdict = choose(probabilities.map((value, n) => [n, pair(value)]));
    expect(verdict.action).toBe(action);
    if (action === "leave") expect(verdict.choices).toEqual([]);
  });

  test("a conflict is asked about, never applied", () => {
    expect(choose([["one", pair(0.99, ["version"])]]).action).toBe("ask");
  });

  test("the best five are kept, best first", () => {
    const verdict = choose(Array.from({ length: 9 }, (_, n) => [n, pair(0.6 + n / 100)]));
    expect(verdict.choices.map((choice) => choice.candidate)).toEqual([8, 7, 6, 5, 4]);
  });

  test("the account's own line is what counts", () => {
    const options = { groupOf: String, tieBreak: () => 0 };
    const scored = [{ candidate: "one", pair: pair(0.85) }];
    expect(decide(scored, { ...options, applyAbove: 0.8 }).action).toBe("apply");
    expect(decide(scored, { ...options, applyAbove: 0.99 }).action).toBe("ask");
  });

  test("duplicates of one record do not compete with each other", () => {
    const verdict = decide(
      ["a", "a2", "b"].map((candidate) => ({ candidate, pair: pair(candidate === "b" ? 0.3 : 0.97) })),
      { applyAbove: LINE, groupOf: (name) => name.charAt(0), tieBreak: (a, b) => a.localeCompare(b) },
    );
    expect(verdict.action).toBe("apply");
    expect(verdict.choices[0]?.candidate).toBe("a");
  });

  test("a conflict holds a pair below its ceiling however much agrees", () => {
    const evidence = [{ feature: "x", local: null, candidate: null, effect: 50, note: "" }];
    expect(scorePair(0, evidence, []).probability).toBeGreaterThan(0.99);
    expect(scorePair(0, evidence, ["version"]).probability).toBeLessThan(0.5);
  });
});

describe("editions of one album", () => {
  const album = (id: string, title: string, date?: string): AlbumCandidate => ({
    title,
    artists: ["Weezer"],
    date,
    ref: { provider: "deezer", externalId: id, uri: `deezer:album:${id}` },
    artistRefs: [],
  });

  test("are gathered by title, artist and edition words; two self-titled ones of other years stay two", () => {
    const blue = album("1", "Weezer", "1994");
    const green = album("2", "Weezer", "2001");
    const deluxe = album("3", "Pinkerton (Deluxe Edition)", "2010");
    const plain = album("4", "Pinkerton", "1996");
    const live = album("5", "Pinkerton (Live)", "1996");
    const groups = groupEditions([blue, green, deluxe, plain, live]);
    expect(groups.get(blue)).not.toBe(groups.get(green));
    expect(groups.get(deluxe)).toBe(groups.get(plain));
    expect(groups.get(live)).not.toBe(groups.get(plain));
  });
});

describe("the tracks of an album", () => {
  const track = (title: string, trackNumber?: number, durationMs?: number): TrackRecord => ({
    title,
    artists: ["Bush"],
    trackNumber,
    durationMs,
  });

  test("are assigned one to one, by title first and place second", () => {
    const local = [track("Glycerine", 8), track("Intro", 1), track("Intro", 9)];
    const theirs = [track("Intro", 1), track("Glycerine", 8), track("Intro", 9)];
    const pairs = assignTracks(local, theirs).map(({ local: left, candidate }) => [left, candidate]);
    expect(pairs.sort()).toEqual([
      [0, 1],
      [1, 0],
      [2, 2],
    ]);
  });

  test("without a likely partner stay alone", () => {
    expect(assignTracks([track("Something else", 1)], [track("Glycerine", 1)])).toEqual([]);
    expect(assignTracks([], [track("Glycerine")])).toEqual([]);
  });

  test("that exist live and in the studio are not mixed up", () => {
    const pairs = assignTracks(
      [track("Lithium (Live)", 2), track("Lithium", 1)],
      [track("Lithium", 1), track("Lithium (Live)", 2)],
    );
    expect(pairs.map(({ local, candidate }) => [local, candidate]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});
