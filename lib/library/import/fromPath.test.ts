import { describe, expect, it } from "vitest";
import { readPath } from "./fromPath";

describe("what a path says", () => {
  it.each([
    [
      "Radiohead/OK Computer (1997)/02 - Paranoid Android.mp3",
      { artist: "Radiohead", album: "OK Computer", date: "1997", trackNumber: 2, title: "Paranoid Android" },
    ],
    [
      "Radiohead/1997 - OK Computer/02. Paranoid Android.flac",
      { artist: "Radiohead", album: "OK Computer", date: "1997", trackNumber: 2, title: "Paranoid Android" },
    ],
    [
      "Music/Radiohead - OK Computer [1997]/02 Paranoid Android.m4a",
      { artist: "Radiohead", album: "OK Computer", date: "1997", trackNumber: 2, title: "Paranoid Android" },
    ],
    [
      "The Beatles/The Beatles/CD2/01 - Birthday.mp3",
      { artist: "The Beatles", album: "The Beatles", discNumber: 2, trackNumber: 1, title: "Birthday" },
    ],
    [
      "The Beatles/The Beatles/2-01 Birthday.mp3",
      { artist: "The Beatles", album: "The Beatles", discNumber: 2, trackNumber: 1, title: "Birthday" },
    ],
    ["Downloads/Nirvana - Come as You Are.mp3", { artist: "Nirvana", title: "Come as You Are" }],
    ["Nirvana/Come as You Are.mp3", { artist: "Nirvana", title: "Come as You Are" }],
    [
      "C:\\Music\\Björk\\Homogenic\\03_Unravel.ogg",
      { artist: "Björk", album: "Homogenic", trackNumber: 3, title: "Unravel" },
    ],
    ["Nirvana - Nevermind - 03 - Come as You Are.mp3", { artist: "Nirvana", title: "Come as You Are" }],
    ["track.mp3", { title: "track" }],
  ])("%s", (path, tags) => {
    expect(JSON.parse(JSON.stringify(readPath(path)))).toEqual(tags);
  });

  it.each([
    ["Prince/1999/1999.mp3", "1999"],
    ["50 Cent/In Da Club.mp3", "In Da Club"],
    ["The Strokes/12_51.mp3", "12 51"],
  ])("a number that belongs to the name stays: %s", (path, title) => {
    expect(readPath(path)).toMatchObject({ title });
  });
});
