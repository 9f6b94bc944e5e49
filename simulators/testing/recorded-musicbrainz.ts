/** Requests to the simulated MusicBrainz beside the recorded answers of the same kind. */
import { artist, paranoidAndroid, release, type Case } from "./recorded-cases";

export const musicbrainz: Case[] = [
  {
    kind: "artist",
    ask: (to) => to.musicbrainz(`/artist/${artist("leonard-cohen").mbid}`),
    files: [
      "musicbrainz/artist-leonard-cohen",
      "musicbrainz/artist-bach",
      "musicbrainz/artist-lures-many-nulls",
    ],
  },
  {
    kind: "artist with aliases",
    ask: (to) => to.musicbrainz(`/artist/${artist("nirvana-us").mbid}`, { inc: "aliases" }),
    files: ["musicbrainz/artist-nirvana-with-aliases", "musicbrainz/artist-psy-aliases-with-locales"],
  },
  {
    kind: "release groups of an artist",
    ask: (to) =>
      to.musicbrainz("/release-group", { artist: artist("nirvana-us").mbid, inc: "artist-credits" }),
    files: ["musicbrainz/browse-release-groups-by-artist-with-credits"],
    // The country inside credits came after this recording.
    except: [".release-groups[].artist-credit[].artist.country"],
  },
  {
    kind: "releases of an artist",
    ask: (to) => to.musicbrainz("/release", { artist: artist("nirvana-us").mbid }),
    files: [
      "musicbrainz/browse-releases-by-label-25-of-117",
      "musicbrainz/browse-releases-by-artist-bootleg-eps",
    ],
  },
  {
    kind: "ISRC",
    ask: (to) => to.musicbrainz("/isrc/GBAYE9701376", { inc: "isrcs" }),
    files: ["musicbrainz/isrc-two-different-recordings"],
  },
  {
    kind: "recording",
    ask: (to) =>
      to.musicbrainz(`/recording/${paranoidAndroid().recording.mbid}`, {
        inc: "artist-credits+releases+isrcs".replace(/\+/g, " "),
      }),
    files: ["musicbrainz/recording-last-angel-japanese-credit"],
  },
  {
    kind: "release with tracks",
    ask: (to) =>
      to.musicbrainz(`/release/${release("radiohead", "OK Computer").mbid}`, { inc: "media recordings" }),
    files: ["musicbrainz/release-ok-computer-tracks"],
    // The ids of media came after this recording.
    except: [".media[].id"],
  },
  {
    kind: "release with everything",
    ask: (to) =>
      to.musicbrainz(`/release/${release("radiohead", "OK Computer").mbid}`, {
        inc: "artist-credits labels media discids recordings",
      }),
    files: ["musicbrainz/release-two-media-superscript-titles"],
  },
  {
    kind: "release group",
    ask: (to) =>
      to.musicbrainz(`/release-group/${release("radiohead", "OK Computer").group.mbid}`, {
        inc: "artist-credits releases",
      }),
    files: ["musicbrainz/release-group-the-lost-tape-two-artists"],
  },
  {
    kind: "artist search",
    ask: (to) => to.musicbrainz("/artist", { query: "nirvana" }),
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
    ask: (to) => to.musicbrainz("/release-group", { query: `arid:${artist("queen").mbid}` }),
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
    ask: (to) => to.musicbrainz("/release", { query: 'release:"sixteen stone"' }),
    files: [
      "musicbrainz/search-release-drivers-license-covers",
      "musicbrainz/search-release-you-want-it-darker",
    ],
  },
  {
    kind: "recording search",
    ask: (to) => to.musicbrainz("/recording", { query: "isrc:GBAYE9701376" }),
    files: ["musicbrainz/search-recording-by-isrc", "musicbrainz/search-recording-burn-the-witch"],
  },
  {
    kind: "web address",
    ask: (to) =>
      to.musicbrainz("/url", { resource: `https://open.spotify.com/artist/${artist("queen").spotifyId}` }),
    files: ["musicbrainz/url-by-resource"],
  },
];
