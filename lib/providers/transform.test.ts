import { describe, expect, test } from "vitest";
import { deezerAlbum, deezerArtist, deezerTrack } from "./deezer/schema";
import * as deezer from "./deezer/transform";
import { all, phrase } from "./musicbrainz/lucene";
import { mbArtist, mbRelease, mbReleaseGroup } from "./musicbrainz/schema";
import * as musicbrainz from "./musicbrainz/transform";
import { spotifyAlbum, spotifyArtist, spotifyTrack } from "./spotify/schema";
import * as spotify from "./spotify/transform";

const MBID = "11111111-1111-4111-8111-111111111111";

describe("Deezer", () => {
  test("a picture whose address has an empty digest is no picture", () => {
    const artist = (picture_xl: string | null) =>
      deezer.toArtist(deezerArtist.parse({ id: 1, name: "Somebody", picture_xl })).ref.imageUrl;
    expect(artist("https://cdn-images.dzcdn.net/images/artist//1000x1000-000000-80-0-0.jpg")).toBeUndefined();
    expect(artist(null)).toBeUndefined();
    expect(artist("")).toBeUndefined();
    const real = `https://cdn-images.dzcdn.net/images/artist/${"a".repeat(32)}/1000x1000-000000-80-0-0.jpg`;
    expect(artist(real)).toBe(real);
  });

  const album = {
    id: 2,
    title: "Record",
    artist: { id: 1, name: "Main" },
    contributors: [
      { id: 3, name: "Guest" },
      { id: 1, name: "Main" },
    ],
  };

  test("a date of zeros is no date", () => {
    const dateOf = (release_date: string) =>
      deezer.toAlbum(deezerAlbum.parse({ ...album, release_date })).date;
    expect(dateOf("0000-00-00")).toBeUndefined();
    expect(dateOf("1991-09-24")).toBe("1991-09-24");
  });

  test("the main artist comes first and once", () => {
    expect(deezer.toAlbum(deezerAlbum.parse(album)).artists).toEqual(["Main", "Guest"]);
  });

  test.each([
    ["album", "album"],
    ["ep", "ep"],
    ["single", "single"],
    ["compile", "compilation"],
    ["something new", undefined],
  ])("its kind %s is our %s", (record_type, kind) => {
    expect(deezer.toAlbum(deezerAlbum.parse({ ...album, record_type })).kind).toBe(kind);
  });

  test("lengths are seconds there and milliseconds here, an empty ISRC is none", () => {
    const track = deezer.toTrack(
      deezerTrack.parse({ id: 4, title: "Song", duration: 215, isrc: "", artist: album.artist }),
    );
    expect(track).toMatchObject({ durationMs: 215_000, isrc: undefined, album: undefined });
  });
});

describe("MusicBrainz", () => {
  test.each([
    ["Album", [], "album"],
    ["Album", ["Live"], "live"],
    ["Album", ["Compilation"], "compilation"],
    ["Album", ["Compilation", "Live"], "live"],
    ["Album", ["Soundtrack"], "album"],
    ["EP", [], "ep"],
    ["Single", ["Remix"], "single"],
    ["Broadcast", [], "other"],
    [null, [], undefined],
  ])("a release group that is %s and %s is our %s", (primary, secondary, kind) => {
    const group = { id: MBID, title: "X", "primary-type": primary, "secondary-types": secondary };
    expect(musicbrainz.toAlbum(mbReleaseGroup.parse(group)).kind).toBe(kind);
  });

  test("empty texts and nulls mean that nothing is known", () => {
    const group = { id: MBID, title: "X", "first-release-date": "", disambiguation: "" };
    expect(musicbrainz.toAlbum(mbReleaseGroup.parse(group))).toMatchObject({
      date: undefined,
      disambiguation: undefined,
      artists: [],
    });
    const artist = {
      id: MBID,
      name: "X",
      country: null,
      area: null,
      "life-span": null,
      disambiguation: null,
    };
    expect(musicbrainz.toArtist(mbArtist.parse(artist))).toMatchObject({
      area: undefined,
      beginYear: undefined,
      disambiguation: undefined,
    });
  });

  test("an artist is credited by the name on the record, not by its own", () => {
    const credit = [{ name: "Prince and the Band", artist: { id: MBID, name: "Prince" }, joinphrase: "" }];
    const group = mbReleaseGroup.parse({ id: MBID, title: "X", "artist-credit": credit });
    const album = musicbrainz.toAlbum(group);
    expect(album.artists).toEqual(["Prince and the Band"]);
    expect(album.artistRefs[0]?.externalId).toBe(MBID);
  });

  test("a release without its group speaks for no album; with it, for the group", () => {
    const release = { id: MBID, title: "X", "track-count": 12 };
    expect(musicbrainz.releaseToAlbum(mbRelease.parse(release))).toBeNull();
    const group = { id: "22222222-2222-4222-8222-222222222222", title: "X" };
    expect(musicbrainz.releaseToAlbum(mbRelease.parse({ ...release, "release-group": group }))).toMatchObject(
      {
        trackCount: 12,
        ref: { externalId: group.id },
      },
    );
  });

  test("tags that were voted down are no genres", () => {
    const tags = [
      { name: "rock", count: 3 },
      { name: "jazz", count: 0 },
      { name: "polka", count: -1 },
    ];
    expect(musicbrainz.toArtist(mbArtist.parse({ id: MBID, name: "X", tags })).genres).toEqual(["rock"]);
  });

  test.each([
    ['Say "Yes"', '"Say \\"Yes\\""'],
    ["Back\\slash", '"Back\\\\slash"'],
    ["AC/DC AND NOT (x)*", '"AC/DC AND NOT (x)*"'],
  ])("%s cannot break out of its quotes", (text, quoted) => {
    expect(phrase(text)).toBe(quoted);
  });

  test("fields without a value are left out of a query", () => {
    expect(all({ releasegroup: "X", artist: undefined, other: "  " })).toBe('releasegroup:"X"');
  });
});

describe("Spotify", () => {
  const base = { id: "0".repeat(22), name: "X", uri: `spotify:artist:${"0".repeat(22)}` };

  test("for a restricted app popularity, followers and genres are not known, never nought", () => {
    const artist = spotify.toArtist(spotifyArtist.parse(base));
    expect([artist.popularity, artist.followers, artist.genres, artist.ref.imageUrl]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("the widest picture is taken, one of unknown width last", () => {
    const images = [
      { url: "https://i.scdn.co/image/unknown", width: null, height: null },
      { url: "https://i.scdn.co/image/small", width: 64, height: 64 },
      { url: "https://i.scdn.co/image/large", width: 640, height: 640 },
    ];
    expect(spotify.toArtist(spotifyArtist.parse({ ...base, images })).ref.imageUrl).toBe(
      "https://i.scdn.co/image/large",
    );
  });

  test("an album may lack its artists, its date and its pictures", () => {
    expect(spotify.toAlbum(spotifyAlbum.parse({ ...base, images: null, release_date: null }))).toMatchObject({
      artists: [],
      date: undefined,
      artistRefs: [],
    });
  });

  test("an artist without an id, as in local files, is a name only", () => {
    const track = spotify.toTrack(
      spotifyTrack.parse({ ...base, duration_ms: 1, artists: [{ id: null, name: "Home taper", uri: null }] }),
    );
    expect(track.artists).toEqual(["Home taper"]);
    expect(track.artistRefs).toEqual([]);
  });
});
