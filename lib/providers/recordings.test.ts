import { describe, expect, test } from "vitest";
import { useTestSettings } from "@/tests/support/settings";
import { z } from "zod";
import {
  deezerAlbum,
  deezerAlbumTrack,
  deezerArtist,
  deezerArtistAlbum,
  deezerError,
  deezerList,
  deezerSearchAlbum,
  deezerTrack,
} from "./deezer/schema";
import { toAlbum as deezerToAlbum, toArtist as deezerToArtist } from "./deezer/transform";
import { classify as classifyDeezer } from "./deezer/classify";
import { classify as classifyMusicBrainz } from "./musicbrainz/classify";
import {
  mbArtist,
  mbArtistSearch,
  mbError,
  mbIsrc,
  mbRecording,
  mbRecordingSearch,
  mbRelease,
  mbReleaseGroup,
  mbReleaseGroupSearch,
  mbReleaseSearch,
  mbUrl,
} from "./musicbrainz/schema";
import {
  toAlbum as mbToAlbum,
  toArtist as mbToArtist,
  toTrack as mbToTrack,
  toTracks,
} from "./musicbrainz/transform";
import { classify as classifySpotify } from "./spotify/classify";
import {
  spotifyAlbum,
  spotifyAlbumSummary,
  spotifyAlbumTrack,
  spotifyArtist,
  spotifyError,
  spotifyPage,
  spotifyPlaylist,
  spotifyPlaylistEntry,
  spotifyProfile,
  spotifySavedTrack,
  spotifySearch,
  spotifyTokenError,
  spotifyTrack,
} from "./spotify/schema";
import {
  toAlbum as spotifyToAlbum,
  toArtist as spotifyToArtist,
  toTrack as spotifyToTrack,
} from "./spotify/transform";
import {
  answerOf,
  bodyOf,
  hasRecordings,
  recorded,
  recordingsOf,
  type Recording,
} from "./testing/recordings";

type Schemas = [RegExp, z.ZodType][];

/** Which schema reads which request; the first that fits. */
const SPOTIFY: Schemas = [
  [/\/albums\/[^/?]+\/tracks/, spotifyPage(spotifyAlbumTrack)],
  [/\/albums\/[^/?]+$/, spotifyAlbum],
  [/\/artists\/[^/?]+\/albums/, spotifyPage(spotifyAlbumSummary)],
  [/\/artists\?ids/, z.object({ artists: z.array(spotifyArtist.nullable()) })],
  [/\/artists\/[^/?]+$/, spotifyArtist],
  [/\/search/, spotifySearch],
  [/POST \/v1\/me\/playlists/, spotifyPlaylist],
  [/\/me\/playlists/, spotifyPage(spotifyPlaylist)],
  [/\/me\/tracks/, spotifyPage(spotifySavedTrack)],
  [/\/me$/, spotifyProfile],
  [/\/playlists\/[^/?]+\/(tracks|items)/, spotifyPage(spotifyPlaylistEntry)],
  [/\/playlists\/[^/?]+$/, spotifyPlaylist],
  [/\/tracks\?ids/, z.object({ tracks: z.array(spotifyTrack.nullable()) })],
  [/\/tracks\/[^/?]+$/, spotifyTrack],
];

const MUSICBRAINZ: Schemas = [
  [/\/artist\/[^?]+\?/, mbArtist],
  [/\/artist\?/, mbArtistSearch],
  [/\/release-group\/[^?]+\?/, mbReleaseGroup],
  [/\/release-group\?/, mbReleaseGroupSearch],
  [/\/release\/[^?]+\?/, mbRelease],
  [/\/release\?/, mbReleaseSearch],
  [/\/recording\/[^?]+\?/, mbRecording],
  [/\/recording\?/, mbRecordingSearch],
  [/\/isrc\//, mbIsrc],
  [/\/url\?/, mbUrl],
];

const DEEZER: Schemas = [
  [/\/search\/artist/, deezerList(deezerArtist)],
  [/\/search\/album/, deezerList(deezerSearchAlbum)],
  [/\/search/, deezerList(deezerTrack)],
  [/\/artist\/[^/]+\/albums/, deezerList(deezerArtistAlbum)],
  [/\/artist\//, deezerArtist],
  [/\/album\/[^/]+\/tracks/, deezerList(deezerAlbumTrack)],
  [/\/album\//, deezerAlbum],
  [/\/track\//, deezerTrack],
  // No client reads genres; a list they are.
  [/\/genre$/, deezerList(z.object({ id: z.number(), name: z.string() }))],
];

function schemaOf(recording: Recording, schemas: Schemas): z.ZodType | undefined {
  return schemas.find(([request]) => request.test(recording.request))?.[1];
}

/** Deezer sends its errors with status 200, so only the body tells. */
const isDeezerError = (recording: Recording) => /code (\d+)/.test(recording.shows);

const verdictOf = (
  classify: (answer: { status: number; headers: Headers; text: string; now: Date }) => unknown,
  recording: Recording,
) => {
  const { status, headers, body } = answerOf(recording);
  return classify({ status, headers, text: JSON.stringify(body), now: new Date() });
};

useTestSettings();
const notice = hasRecordings ? "" : " (skipped: the recorded answers are not beside the repository)";

describe.skipIf(!hasRecordings)(
  `every recorded answer is read by the schema of its endpoint${notice}`,
  () => {
    const spotify = recordingsOf("spotify");
    const musicbrainz = recordingsOf("musicbrainz");
    const deezer = recordingsOf("deezer");

    test.each(spotify.filter((each) => each.status === 200))("Spotify: $file, $shows", (recording) => {
      const schema = schemaOf(recording, SPOTIFY);
      expect(schema, `no schema for ${recording.request}`).toBeDefined();
      expect(schema?.safeParse(bodyOf(recording)).error).toBeUndefined();
      expect(verdictOf(classifySpotify, recording)).toEqual({ kind: "answer" });
    });

    test.each(spotify.filter((each) => each.status >= 400))("Spotify: $file, $shows", (recording) => {
      const schema = recording.request.includes("/api/token") ? spotifyTokenError : spotifyError;
      expect(schema.safeParse(bodyOf(recording)).error).toBeUndefined();
      expect(verdictOf(classifySpotify, recording)).not.toMatchObject({ kind: "answer" });
    });

    test.each(musicbrainz.filter((each) => each.status === 200))(
      "MusicBrainz: $file, $shows",
      (recording) => {
        const schema = schemaOf(recording, MUSICBRAINZ);
        expect(schema, `no schema for ${recording.request}`).toBeDefined();
        expect(schema?.safeParse(bodyOf(recording)).error).toBeUndefined();
        expect(verdictOf(classifyMusicBrainz, recording)).toEqual({ kind: "answer" });
      },
    );

    test.each(musicbrainz.filter((each) => each.status >= 400))("MusicBrainz: $file, $shows", (recording) => {
      expect(mbError.safeParse(bodyOf(recording)).error).toBeUndefined();
      expect(verdictOf(classifyMusicBrainz, recording)).not.toMatchObject({ kind: "answer" });
    });

    test.each(deezer.filter((each) => !isDeezerError(each)))("Deezer: $file, $shows", (recording) => {
      const schema = schemaOf(recording, DEEZER);
      expect(schema, `no schema for ${recording.request}`).toBeDefined();
      expect(schema?.safeParse(bodyOf(recording)).error).toBeUndefined();
      expect(verdictOf(classifyDeezer, recording)).toEqual({ kind: "answer" });
    });

    test.each(deezer.filter(isDeezerError))("Deezer: $file, $shows", (recording) => {
      const parsed = deezerError.parse(bodyOf(recording));
      expect(parsed.error.code).toBe(Number(/code (\d+)/.exec(recording.shows)?.[1]));
      expect(verdictOf(classifyDeezer, recording)).not.toMatchObject({ kind: "answer" });
    });

    test("none is left over", () => {
      const read = (list: Recording[]) => list.filter((each) => each.status === 200 || each.status >= 400);
      expect(read(spotify)).toHaveLength(spotify.length);
      // The one that is moved elsewhere has no body to read.
      expect(musicbrainz.length - read(musicbrainz).length).toBe(1);
      expect(read(deezer)).toHaveLength(deezer.length);
    });
  },
);

describe.skipIf(!hasRecordings)("what the recorded answers show is what the app understands", () => {
  test("Spotify: a single by two artists, with both of them and the barcode", () => {
    const album = spotifyToAlbum(spotifyAlbum.parse(recorded("spotify/album-die-with-a-smile-single")));
    expect(album.artists).toHaveLength(2);
    expect(album.artistRefs).toHaveLength(2);
    expect(album.kind).toBe("single");
    expect(album.barcode).toMatch(/^\d{12,14}$/);
    expect(album.ref.imageUrl).toMatch(/^https:/);
  });

  test("Spotify: a compilation of 55 tracks embeds 50 and names the rest", () => {
    const album = spotifyAlbum.parse(recorded("spotify/album-various-artists-50-of-55-tracks"));
    expect(album.tracks?.items).toHaveLength(50);
    expect(album.tracks?.total).toBe(55);
    expect(album.tracks?.next).toMatch(/^https:/);
    const rest = spotifyPage(spotifyAlbumTrack).parse(
      recorded("spotify/album-tracks-various-artists-page-2"),
    );
    expect(rest.items).toHaveLength(5);
  });

  test("Spotify: a barcode finds an album only in its form of 14 digits", () => {
    const hits = (name: string) => spotifySearch.parse(recorded(`spotify/${name}`)).albums?.items.length;
    expect(hits("search-album-by-upc-12-digits-empty")).toBe(0);
    expect(hits("search-album-by-upc-14-digits")).toBe(1);
  });

  test("Spotify: an empty list of genres says nothing about the artist", () => {
    expect(
      spotifyToArtist(spotifyArtist.parse(recorded("spotify/artist-pitbull-empty-genres"))).genres,
    ).toBeUndefined();
  });

  test("Spotify: pictures that are no squares are taken by their width", () => {
    const artist = spotifyArtist.parse(recorded("spotify/artist-pitbull-2014-non-square-images"));
    const widest = Math.max(...(artist.images ?? []).map((image) => image.width ?? 0));
    const chosen = artist.images?.find((image) => image.url === spotifyToArtist(artist).ref.imageUrl);
    expect(chosen?.width).toBe(widest);
  });

  test("Spotify: a track keeps its ISRC, its length and both its artists", () => {
    const track = spotifyToTrack(spotifyTrack.parse(recorded("spotify/track-timber-with-isrc")));
    expect(track.isrc).toMatch(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/);
    expect(track.artists).toHaveLength(2);
    expect(track.durationMs).toBeGreaterThan(100_000);
  });

  test("Spotify: an unknown id in a batch is null, and Japanese names come whole", () => {
    const batch = z.object({ tracks: z.array(spotifyTrack.nullable()) });
    expect(batch.parse(recorded("spotify/tracks-batch-unknown-id-null")).tracks).toContain(null);
    const found = spotifySearch.parse(recorded("spotify/search-track-japanese"));
    expect(found.tracks?.items[0]?.name).toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
  });

  test("Spotify: every shape of playlist tells its number of entries and their tracks", () => {
    for (const name of ["playlist-old-shape-tracks-only", "playlist-with-tracks-and-items"]) {
      const playlist = spotifyPlaylist.parse(recorded(`spotify/${name}`));
      expect((playlist.items ?? playlist.tracks)?.total).toBeGreaterThan(0);
    }
    const page = spotifyPage(spotifyPlaylistEntry);
    for (const name of ["playlist-tracks-old-shape", "playlist-items-entry-with-track-and-item"]) {
      for (const entry of page.parse(recorded(`spotify/${name}`)).items)
        expect((entry.item ?? entry.track)?.uri).toMatch(/^spotify:/);
    }
    const mixed = page.parse(recorded("spotify/playlist-tracks-episodes-and-tracks"));
    expect(new Set(mixed.items.map((entry) => (entry.item ?? entry.track)?.type))).toEqual(
      new Set(["track", "episode"]),
    );
  });

  test("Spotify's own answers without the fields that restricted apps lost are still read", () => {
    const removed = new Set([
      ...["followers", "genres", "popularity", "available_markets", "label", "album_group"],
      ...["linked_from", "preview_url", "publisher"],
    ]);
    const without = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(without)
        : value && typeof value === "object"
          ? Object.fromEntries(
              Object.entries(value).flatMap(([key, inner]) =>
                removed.has(key) ? [] : [[key, without(inner)]],
              ),
            )
          : value;
    for (const recording of recordingsOf("spotify").filter((each) => each.status === 200)) {
      const schema = schemaOf(recording, SPOTIFY);
      expect(schema?.safeParse(without(bodyOf(recording))).error, recording.file).toBeUndefined();
    }
    const artist = spotifyArtist.parse(without(recorded("spotify/artist-pitbull-empty-genres")));
    expect(spotifyToArtist(artist)).toMatchObject({ popularity: undefined, followers: undefined });
  });

  test("MusicBrainz: an artist has its disambiguation, aliases and years, also of the 17th century", () => {
    const nirvana = mbToArtist(mbArtist.parse(recorded("musicbrainz/artist-nirvana-with-aliases")));
    expect(nirvana.disambiguation).toBeTruthy();
    expect(nirvana.aliases?.length).toBeGreaterThan(0);
    expect(nirvana.beginYear).toBeGreaterThan(1980);
    expect(mbToArtist(mbArtist.parse(recorded("musicbrainz/artist-bach"))).beginYear).toBe(1685);
    const psy = mbToArtist(mbArtist.parse(recorded("musicbrainz/artist-psy-aliases-with-locales")));
    expect(psy.aliases?.some((name) => /\p{sc=Hangul}/u.test(name))).toBe(true);
    const lures = mbToArtist(mbArtist.parse(recorded("musicbrainz/artist-lures-many-nulls")));
    expect(lures).toMatchObject({ endYear: undefined, genres: undefined });
  });

  test("MusicBrainz: a recording is credited by the name on the record", () => {
    const track = mbToTrack(
      mbRecording.parse(recorded("musicbrainz/recording-devil-do-credited-name-differs")),
    );
    expect(track.artists[0]).toContain("&");
    const angel = mbToTrack(mbRecording.parse(recorded("musicbrainz/recording-last-angel-japanese-credit")));
    expect(angel.artists).toHaveLength(2);
    expect(angel.isrc).toBeTruthy();
  });

  test("MusicBrainz: two media give the discs of their tracks", () => {
    const release = mbRelease.parse(recorded("musicbrainz/release-two-media-superscript-titles"));
    const discs = new Set(toTracks(release).map((track) => track.discNumber));
    expect(discs).toEqual(new Set([1, 2]));
    expect(
      toTracks(mbRelease.parse(recorded("musicbrainz/release-ok-computer-tracks"))).map((each) => each.title),
    ).toContain("Paranoid Android");
  });

  test("MusicBrainz: two credited artists are two, and one ISRC may be two recordings", () => {
    const group = mbReleaseGroup.parse(recorded("musicbrainz/release-group-the-lost-tape-two-artists"));
    expect(mbToAlbum(group).artistRefs).toHaveLength(2);
    const { recordings } = mbIsrc.parse(recorded("musicbrainz/isrc-two-different-recordings"));
    expect(new Set(recordings.map((each) => each.id)).size).toBe(2);
  });

  test("MusicBrainz: hits of one score are in any order, so a score alone decides nothing", () => {
    const { recordings } = mbRecordingSearch.parse(recorded("musicbrainz/search-recording-burn-the-witch"));
    expect(recordings).toHaveLength(25);
    expect(new Set(recordings.map((each) => each.score))).toEqual(new Set([100]));
    const { artists } = mbArtistSearch.parse(recorded("musicbrainz/search-artist-fred-ambiguous"));
    expect(artists).toHaveLength(17);
  });

  test("Deezer: an artist without a picture has none", () => {
    const list = deezerList(deezerArtist).parse(
      recorded("deezer/search-artist-daft-punk-tributes-missing-picture"),
    );
    const artists = list.data.map(deezerToArtist);
    expect(artists.some((artist) => artist.ref.imageUrl === undefined)).toBe(true);
    expect(artists.every((artist) => !artist.ref.imageUrl?.includes("/images/artist//"))).toBe(true);
    expect(artists.find((artist) => artist.name === "Daft Punk")?.ref.imageUrl).toMatch(/^https:/);
  });

  test("Deezer: an album has its tracks, barcode and length in milliseconds", () => {
    const album = deezerToAlbum(deezerAlbum.parse(recorded("deezer/album-discovery")));
    expect(album).toMatchObject({ title: "Discovery", trackCount: 14 });
    expect(album.tracks).toHaveLength(14);
    expect(album.tracks?.every((track) => (track.durationMs ?? 0) > 60_000)).toBe(true);
    expect(album.barcode).toMatch(/^\d+$/);
  });

  test("Deezer: both contributors are credited, the main one once", () => {
    const album = deezerToAlbum(deezerAlbum.parse(recorded("deezer/album-two-contributors")));
    expect(album.artists).toHaveLength(2);
    expect(new Set(album.artists).size).toBe(2);
  });

  test("Deezer: past the end there is an empty list that still knows the total", () => {
    const list = deezerList(deezerAlbumTrack).parse(recorded("deezer/album-tracks-past-the-end"));
    expect(list).toMatchObject({ data: [], total: 14 });
  });
});
