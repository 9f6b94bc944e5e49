/** Each simulator against recorded answers of the same kind: the same keys in the same places. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coreCatalogue } from "./catalogue/index";
import { startSimulators, type Simulators } from "./index";
import { askers, type Answer } from "./testing/client";
import { envelope, hasRecordings, recorded, recordedShape, WITHOUT } from "./testing/recordings";
import { Shape } from "./testing/shape";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
const catalogue = coreCatalogue();
const artist = (key: string) => catalogue.artistByKey.get(key)!;
const release = (key: string, title: string) =>
  artist(key).groups.find((one) => one.title === title)!.releases[0]!;

beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000 });
  simulators.configure("musicbrainz", { limited: false });
  simulators.configure("deezer", { windowLimit: 10_000 });
  to = askers(simulators);
});
afterAll(() => simulators.close());

interface Case {
  kind: string;
  ask: () => Promise<Answer>;
  files: string[];
  /** Paths that may differ: removed for apps in Development Mode, older than the facts, or optional. */
  except?: string[];
}

const spotify: Case[] = [
  {
    kind: "album",
    ask: () => to.spotify(`/albums/${release("radiohead", "OK Computer").spotifyId}`),
    files: [
      "spotify/album-singlarity-with-upc",
      "spotify/album-die-with-a-smile-single",
      "spotify/album-various-artists-50-of-55-tracks",
    ],
    except: [
      ".available_markets",
      ".label",
      ".popularity",
      ".tracks.items[].available_markets",
      ".tracks.items[].preview_url",
      ".tracks.items[].linked_from",
    ],
  },
  {
    kind: "album tracks",
    ask: () =>
      to.spotify(`/albums/${release("daft-punk", "Random Access Memories").spotifyId}/tracks`, { limit: 5 }),
    files: ["spotify/album-tracks-global-warming", "spotify/album-tracks-various-artists-page-2"],
    except: [".items[].available_markets", ".items[].preview_url", ".items[].linked_from"],
  },
  {
    kind: "artist albums",
    ask: () => to.spotify(`/artists/${artist("queen").spotifyId}/albums`, { limit: 3 }),
    files: ["spotify/artist-albums-page-1-of-918-with-album-group"],
    except: [".items[].available_markets", ".items[].album_group"],
  },
  {
    kind: "artist",
    ask: () => to.spotify(`/artists/${artist("bjork").spotifyId}`),
    files: ["spotify/artist-pitbull-empty-genres"],
    except: [".followers", ".genres", ".popularity"],
  },
  {
    kind: "artist search",
    ask: () => to.spotify("/search", { q: "nirvana", type: "artist" }),
    files: ["spotify/search-artist-single-hit-tania-bowra"],
    except: [".artists.items[].genres", ".artists.items[].popularity"],
  },
  {
    kind: "album search",
    ask: () => to.spotify("/search", { q: "album:bleach artist:nirvana", type: "album" }),
    files: ["spotify/search-album-by-upc-14-digits"],
    except: [".albums.items[].available_markets"],
  },
  {
    kind: "empty album search",
    ask: () => to.spotify("/search", { q: "upc:602475093060", type: "album" }),
    files: ["spotify/search-album-by-upc-12-digits-empty"],
  },
  {
    kind: "track search",
    ask: () => to.spotify("/search", { q: "Smells Like Teen Spirit", type: "track", limit: 5 }),
    files: ["spotify/search-track-never-gonna-give-you-up"],
    except: [
      ".tracks.items[].album.available_markets",
      ".tracks.items[].album.is_playable",
      ".tracks.items[].available_markets",
      ".tracks.items[].is_playable",
      ".tracks.items[].popularity",
      ".tracks.items[].preview_url",
    ],
  },
  {
    kind: "track",
    ask: () => to.spotify(`/tracks/${release("radiohead", "OK Computer").media[0]![1]!.spotifyId}`),
    files: ["spotify/search-track-never-gonna-give-you-up"],
  },
  {
    kind: "own profile",
    ask: () => to.spotify("/me"),
    files: ["spotify/me-profile-premium"],
    except: [".account_id", ".country", ".product", ".followers", ".explicit_content"],
  },
];

const deezer: Case[] = [
  {
    kind: "album",
    ask: () => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}`),
    files: ["deezer/album-die-with-a-smile-single", "deezer/album-two-contributors"],
    except: [".tracks.data[].title_version"],
  },
  {
    kind: "album tracks",
    ask: () => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}/tracks`),
    files: ["deezer/album-tracks-discovery"],
    except: [".data[].title_version", ".data[].md5_image"],
  },
  {
    kind: "past the end of an album",
    ask: () => to.deezer(`/album/${release("daft-punk", "Discovery").deezerId}/tracks`, { index: 14 }),
    files: ["deezer/album-tracks-past-the-end"],
  },
  {
    kind: "artist",
    ask: () => to.deezer(`/artist/${artist("queen").deezerId}`),
    files: ["deezer/artist-daft-punk"],
  },
  {
    kind: "artist albums",
    ask: () => to.deezer(`/artist/${artist("queen").deezerId}/albums`, { limit: 1 }),
    files: ["deezer/artist-albums-limit-1"],
  },
  {
    kind: "artist search",
    ask: () => to.deezer("/search/artist", { q: "queen" }),
    files: ["deezer/search-artist-daft-punk-tributes-missing-picture"],
  },
  {
    kind: "album search",
    ask: () => to.deezer("/search/album", { q: "queen" }),
    files: ["deezer/search-album-daft-punk"],
    except: [".next"],
  },
  {
    kind: "track search",
    ask: () => to.deezer("/search", { q: "bohemian rhapsody", limit: 2, index: 1 }),
    files: ["deezer/search-track-billie-jean-index-1-limit-4", "deezer/search-track-soliloquy-ambiguous"],
    // The ISRC in search hits is newer than the recordings.
    except: [".data[].isrc", ".data[].title_version"],
  },
  {
    kind: "track",
    ask: () => to.deezer(`/track/${release("radiohead", "OK Computer").media[0]![1]!.deezerId}`),
    files: ["deezer/track-die-with-a-smile"],
    except: [".title_version"],
  },
  {
    kind: "nothing found",
    ask: () => to.deezer("/search/artist", { q: "zzqxjvkwpl" }),
    files: ["deezer/search-artist-empty"],
  },
];

const musicbrainz: Case[] = [
  {
    kind: "artist",
    ask: () => to.musicbrainz(`/artist/${artist("leonard-cohen").mbid}`),
    files: [
      "musicbrainz/artist-leonard-cohen",
      "musicbrainz/artist-bach",
      "musicbrainz/artist-lures-many-nulls",
    ],
  },
  {
    kind: "artist with aliases",
    ask: () => to.musicbrainz(`/artist/${artist("nirvana-us").mbid}`, { inc: "aliases" }),
    files: ["musicbrainz/artist-nirvana-with-aliases", "musicbrainz/artist-psy-aliases-with-locales"],
  },
  {
    kind: "release groups of an artist",
    ask: () => to.musicbrainz("/release-group", { artist: artist("nirvana-us").mbid, inc: "artist-credits" }),
    files: ["musicbrainz/browse-release-groups-by-artist-with-credits"],
    // The country inside credits came after this recording.
    except: [".release-groups[].artist-credit[].artist.country"],
  },
  {
    kind: "releases of an artist",
    ask: () => to.musicbrainz("/release", { artist: artist("nirvana-us").mbid }),
    files: [
      "musicbrainz/browse-releases-by-label-25-of-117",
      "musicbrainz/browse-releases-by-artist-bootleg-eps",
    ],
  },
  {
    kind: "ISRC",
    ask: () => to.musicbrainz("/isrc/GBAYE9701376", { inc: "isrcs" }),
    files: ["musicbrainz/isrc-two-different-recordings"],
  },
  {
    kind: "recording",
    ask: () =>
      to.musicbrainz(`/recording/${release("radiohead", "OK Computer").media[0]![1]!.recording.mbid}`, {
        inc: "artist-credits+releases+isrcs".replace(/\+/g, " "),
      }),
    files: ["musicbrainz/recording-last-angel-japanese-credit"],
  },
  {
    kind: "release with tracks",
    ask: () =>
      to.musicbrainz(`/release/${release("radiohead", "OK Computer").mbid}`, { inc: "media recordings" }),
    files: ["musicbrainz/release-ok-computer-tracks"],
    // The ids of media came after this recording.
    except: [".media[].id"],
  },
  {
    kind: "release with everything",
    ask: () =>
      to.musicbrainz(`/release/${release("radiohead", "OK Computer").mbid}`, {
        inc: "artist-credits labels media discids recordings",
      }),
    files: ["musicbrainz/release-two-media-superscript-titles"],
  },
  {
    kind: "release group",
    ask: () =>
      to.musicbrainz(`/release-group/${release("radiohead", "OK Computer").group.mbid}`, {
        inc: "artist-credits releases",
      }),
    files: ["musicbrainz/release-group-the-lost-tape-two-artists"],
  },
  {
    kind: "artist search",
    ask: () => to.musicbrainz("/artist", { query: "nirvana" }),
    files: ["musicbrainz/search-artist-fred-ambiguous"],
    // Parts of an area and of a span of life that none of the recorded hits happens to have.
    except: [
      ".artists[].begin-area",
      ".artists[].life-span",
      ".artists[].gender-id",
      ".artists[].gender",
      ".artists[].disambiguation",
    ],
  },
  {
    kind: "release-group search",
    ask: () => to.musicbrainz("/release-group", { query: `arid:${artist("queen").mbid}` }),
    files: ["musicbrainz/search-release-group-by-arid"],
    except: [
      ".release-groups[].artist-credit-id",
      ".release-groups[].tags",
      ".release-groups[].secondary-types",
      ".release-groups[].secondary-type-ids",
    ],
  },
  {
    kind: "release search",
    ask: () => to.musicbrainz("/release", { query: 'release:"sixteen stone"' }),
    files: [
      "musicbrainz/search-release-drivers-license-covers",
      "musicbrainz/search-release-you-want-it-darker",
    ],
  },
  {
    kind: "recording search",
    ask: () => to.musicbrainz("/recording", { query: "isrc:GBAYE9701376" }),
    files: ["musicbrainz/search-recording-by-isrc", "musicbrainz/search-recording-burn-the-witch"],
  },
  {
    kind: "web address",
    ask: () =>
      to.musicbrainz("/url", { resource: `https://open.spotify.com/artist/${artist("queen").spotifyId}` }),
    files: ["musicbrainz/url-by-resource"],
  },
];

const title = hasRecordings ? "recorded answers" : `recorded answers (skipped: ${WITHOUT})`;

describe.skipIf(!hasRecordings)(title, () => {
  for (const [provider, cases] of Object.entries({ spotify, deezer, musicbrainz }))
    it.each(cases.map((one) => [one.kind, one] as const))(`${provider}: %s`, async (_kind, one) => {
      const answer = await one.ask();
      expect(answer.status).toBe(200);
      // A search answer may hold one hit of a list: the whole of it stands for the kind.
      const own =
        one.kind === "track" && provider === "spotify" ? { tracks: { items: [answer.body] } } : answer.body;
      const except = one.kind === "track" && provider === "spotify" ? [".tracks.href", ".tracks.limit", ".tracks.next", ".tracks.offset", ".tracks.previous", ".tracks.total", ...(spotify[7]?.except ?? [])] : one.except; // prettier-ignore
      expect(new Shape().add(own).differences(recordedShape(...one.files), except)).toEqual([]);
    });

  it("gives the recorded errors of Spotify", async () => {
    expect((await to.spotify("/search", { q: "x", type: "artist", limit: 11 })).body).toEqual(
      envelope("spotify/error-400-invalid-limit").body,
    );
    const removed = await to.spotify("/tracks", { ids: "2plbrEY59IikOBgBGLjaoe" });
    expect([removed.status, removed.body]).toEqual([
      403,
      envelope("spotify/error-403-endpoint-removed").body,
    ]);
    expect((await to.spotify("/artists/0000000000000000000000")).body).toEqual(
      recorded("spotify/error-404-resource-not-found"),
    );
    simulators.configure("spotify", { windowLimit: 0 });
    const rate = await to.spotify("/me");
    simulators.configure("spotify", { windowLimit: 180, quotas: { me: 0 } });
    const quota = await to.spotify("/me");
    simulators.configure("spotify", { quotas: {} });
    expect([rate.status, rate.body]).toEqual([429, recorded("spotify/error-429-api-rate-limit")]);
    expect([quota.status, quota.body]).toEqual([429, envelope("spotify/error-429-quota-exceeded").body]);
  });

  it("gives the recorded errors of Deezer, with status 200", async () => {
    const answers: [Answer, string][] = [
      [await to.deezer("/search", { q: "" }), "deezer/error-500-empty-parameter"],
      [await to.deezer("/search"), "deezer/error-501-missing-parameter"],
      [await to.deezer("/nonexistent"), "deezer/error-600-unknown-path"],
      [await to.deezer("/track/isrc:ZZZZZ0000000"), "deezer/error-800-unknown-isrc"],
    ];
    simulators.configure("deezer", { windowLimit: 0 });
    answers.push([await to.deezer("/artist/1"), "deezer/error-4-quota"]);
    simulators.configure("deezer", { windowLimit: 10_000 });
    for (const [answer, file] of answers) {
      expect(answer.status).toBe(200);
      expect(answer.body, file).toEqual(envelope(file).body);
    }
  });

  it("gives the recorded errors of MusicBrainz", async () => {
    const inc = await to.musicbrainz(`/artist/${artist("nirvana-us").mbid}`, { inc: "foobar" });
    expect([inc.status, inc.body]).toEqual([400, recorded("musicbrainz/error-400-invalid-inc")]);
    const missing = await to.musicbrainz("/isrc/ZZZZZ0000000");
    expect([missing.status, missing.body]).toEqual([404, envelope("musicbrainz/error-404-not-found").body]);
    simulators.configure("musicbrainz", { busyRatio: 1 });
    const busy = await to.musicbrainz("/artist", { query: "x" });
    simulators.configure("musicbrainz", { busyRatio: 0 });
    const { status, headers, body } = envelope("musicbrainz/error-503-server-busy");
    expect([busy.status, busy.body]).toEqual([status, body]);
    for (const [name, value] of Object.entries(headers)) expect(busy.headers.get(name), name).toBe(value);
  });

  it("goes the recorded way to a cover", async () => {
    const { mbid } = release("leonard-cohen", "You Want It Darker");
    const first = await to.cover(`/release/${mbid}`);
    const recordedFirst = envelope("coverartarchive/chain-release-d5cdb7fd-1-redirect-307");
    expect(first.status).toBe(recordedFirst.status);
    expect(first.headers.get("content-type")).toBe(recordedFirst.headers["Content-Type"]);
    expect(first.headers.get("location")).toMatch(new RegExp(`/download/mbid-${mbid}/index\\.json$`));
    const second = await fetch(first.headers.get("location")!, { redirect: "manual" });
    expect(second.status).toBe(envelope("coverartarchive/chain-release-d5cdb7fd-2-archive-302").status);
    const third = await fetch(second.headers.get("location")!);
    const files = ["coverartarchive/chain-release-0f66c2eb-3-index-200", "coverartarchive/chain-release-d5cdb7fd-3-index-200", "coverartarchive/release-index-string-id-small-large-only"]; // prettier-ignore
    expect(new Shape().add(await third.json()).differences(recordedShape(...files))).toEqual([]);
    const none = await to.cover("/release/155b4ef4-fda3-40ea-93e8-05ff5e831880");
    const html = envelope("coverartarchive/release-no-cover-404-155b4ef4");
    expect([none.status, none.text, none.headers.get("content-type")]).toEqual([
      404,
      html.body,
      html.headers["Content-Type"],
    ]);
    const bad = await to.cover("/release/xyz");
    expect([bad.status, bad.text]).toEqual([400, envelope("coverartarchive/error-400-invalid-mbid").body]);
  });
});
