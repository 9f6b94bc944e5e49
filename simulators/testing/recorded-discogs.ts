/** Requests to the simulated Discogs beside the recorded answers of the same kind. */
import { askId, type Case } from "./recorded-cases";

/** What later versions of the service added, or what only some recorded hits have. */
const HIT_LATER = [".results[].formats", ".results[].user_data"];

export const discogs: Case[] = [
  {
    kind: "release",
    ask: async (to) => to.discogs(`/releases/${await askId(to, { release_title: "OK Computer", type: "release" })}`), // prettier-ignore
    files: [
      "discogs/release-never-gonna-give-you-up",
      "discogs/release-clockwork-orange-various",
      "discogs/release-faraway-tree-audiobook",
    ],
    except: [".tracklist[].artists", ".artists[].thumbnail_url"],
  },
  {
    kind: "compilation",
    ask: async (to) => to.discogs(`/releases/${await askId(to, { release_title: "Rock Anthems", type: "release" })}`), // prettier-ignore
    files: ["discogs/release-clockwork-orange-various", "discogs/release-compilation-numbered-artists"],
    except: [".tracklist[].extraartists", ".notes"],
  },
  {
    kind: "artist",
    ask: async (to) => to.discogs(`/artists/${await askId(to, { q: "Tyler, The Creator", type: "artist" })}`),
    files: ["discogs/artist-aphex-twin", "discogs/artist-cirith-ungol-members"],
  },
  {
    kind: "artist releases",
    ask: async (to) => to.discogs(`/artists/${await askId(to, { q: "Queen", type: "artist" })}/releases`),
    files: ["discogs/artist-releases-cirith-ungol", "discogs/artist-releases-nickelback", "discogs/artist-releases-aphex-twin-page-1-of-15"], // prettier-ignore
    except: [".pagination.urls"],
  },
  {
    kind: "master",
    ask: async (to) => to.discogs(`/masters/${await askId(to, { release_title: "Nevermind", type: "master" })}`), // prettier-ignore
    files: ["discogs/master-stardiver", "discogs/master-o-fortuna"],
  },
  {
    kind: "release search",
    ask: (to) => to.discogs("/database/search", { q: "queen", type: "release", per_page: 3 }),
    files: ["discogs/search-release-by-catno", "discogs/search-release-prodigy"],
    except: HIT_LATER,
  },
  {
    kind: "nothing found",
    ask: (to) => to.discogs("/database/search", { catno: "ZZQX 1", type: "release", per_page: 10 }),
    files: ["discogs/search-empty"],
  },
];

/** Errors: request, status, recording of the body. */
export const discogsErrors: readonly [string, number, string][] = [
  ["/artists/999999999", 404, "discogs/error-404-artist"],
  ["/masters/999999999", 404, "discogs/error-404-master"],
  ["/releases/999999999", 404, "discogs/error-404-release"],
];
