import type { z } from "zod";
import type { AlbumCandidate } from "@/lib/domain/records";
import { isVariousArtists } from "@/lib/domain/names";
import { env } from "@/lib/server/env";
import type { MetadataProvider } from "../contract";
import type { Gateway } from "../gateway/gateway";
import { BUCKETS } from "../gateway/limits";
import { mapOutcome, nonEmpty, type Outcome } from "../gateway/outcome";
import { classify } from "./classify";
import { all, phrase } from "./lucene";
import {
  mbArtist,
  mbArtistSearch,
  mbRecordingSearch,
  mbRelease,
  mbReleaseGroup,
  mbReleaseGroupSearch,
  mbReleaseSearch,
} from "./schema";
import {
  releaseToAlbum,
  toAlbum,
  toAlbumSummary,
  toArtist,
  toTrack,
  toTracks,
  trackCountOf,
} from "./transform";

const DAY_MS = 24 * 3_600_000;
const LOOKUP_CACHE_MS = 30 * DAY_MS;
/** Editors add entries every day, so what a search did not find is worth asking again sooner. */
const SEARCH_CACHE_MS = 7 * DAY_MS;
const SEARCH_LIMIT = 25;
const PAGE_LIMIT = 100;
/** Editions of one release group that are looked at: enough to find one with our number of tracks, small enough to read. */
const EDITIONS_LIMIT = 25;

/** MusicBrainz web service 2. Albums are release groups, tracks are recordings. */
export function createMusicBrainz(gateway: Gateway): MetadataProvider {
  function get<T>(
    path: string,
    query: Record<string, string | number>,
    schema: z.ZodType<T>,
    cacheMs: number,
  ): Promise<Outcome<T>> {
    const search = new URLSearchParams({ ...mapValues(query), fmt: "json" });
    const url = `${env().MUSICBRAINZ_URL}${path}?${search}`;
    return gateway.get({
      provider: "musicbrainz",
      bucket: BUCKETS.musicbrainz,
      url,
      schema,
      classify,
      cacheMs,
    });
  }

  async function searchReleases(query: string): Promise<Outcome<AlbumCandidate[]>> {
    const outcome = await get("/release", { query, limit: SEARCH_LIMIT }, mbReleaseSearch, SEARCH_CACHE_MS);
    return nonEmpty(mapOutcome(outcome, (found) => oneAGroup(found.releases.map(releaseToAlbum))));
  }

  return {
    provider: "musicbrainz",
    async albumByIdentifier(album) {
      if (album.mbReleaseGroupId) {
        const path = `/release-group/${encodeURIComponent(album.mbReleaseGroupId)}`;
        const outcome = await get(path, { inc: "artist-credits" }, mbReleaseGroup, LOOKUP_CACHE_MS);
        if (outcome.kind !== "gone") return mapOutcome(outcome, (group) => [toAlbum(group)]);
      }
      if (album.mbReleaseId) {
        const path = `/release/${encodeURIComponent(album.mbReleaseId)}`;
        const outcome = await get(path, { inc: "artist-credits release-groups" }, mbRelease, LOOKUP_CACHE_MS);
        if (outcome.kind !== "gone")
          return nonEmpty(mapOutcome(outcome, (release) => oneAGroup([releaseToAlbum(release)])));
      }
      if (album.barcode) return searchReleases(all({ barcode: album.barcode }));
      return { kind: "empty" };
    },
    async artistByIdentifier(artist) {
      if (!artist.mbid) return { kind: "empty" };
      const outcome = await get(
        `/artist/${encodeURIComponent(artist.mbid)}`,
        { inc: "aliases tags" },
        mbArtist,
        LOOKUP_CACHE_MS,
      );
      return mapOutcome(outcome, (found) => [toArtist(found)]);
    },
    async searchAlbums(album) {
      const artist = album.artists[0];
      const query = all({
        releasegroup: album.title,
        artist: artist && !isVariousArtists(artist) ? artist : undefined,
      });
      if (query === "") return { kind: "empty" };
      const outcome = await get(
        "/release-group",
        { query, limit: SEARCH_LIMIT },
        mbReleaseGroupSearch,
        SEARCH_CACHE_MS,
      );
      return nonEmpty(mapOutcome(outcome, (found) => found["release-groups"].map(toAlbum)));
    },
    async searchArtists(name) {
      if (name.trim() === "") return { kind: "empty" };
      const query = `artist:${phrase(name)} OR alias:${phrase(name)}`;
      const outcome = await get("/artist", { query, limit: SEARCH_LIMIT }, mbArtistSearch, SEARCH_CACHE_MS);
      return nonEmpty(mapOutcome(outcome, (found) => found.artists.map(toArtist)));
    },
    async searchTracks({ title, artist }) {
      const query = all({ recording: title, artist });
      const outcome = await get(
        "/recording",
        { query, limit: SEARCH_LIMIT },
        mbRecordingSearch,
        SEARCH_CACHE_MS,
      );
      return nonEmpty(mapOutcome(outcome, (found) => found.recordings.map(toTrack)));
    },
    async artistAlbums(externalId) {
      const outcome = await get(
        "/release-group",
        { artist: externalId, limit: PAGE_LIMIT },
        mbReleaseGroupSearch,
        LOOKUP_CACHE_MS,
      );
      return nonEmpty(mapOutcome(outcome, (found) => found["release-groups"].map(toAlbumSummary)));
    },
    async albumTracks(externalId, like) {
      const query = {
        "release-group": externalId,
        inc: "recordings media artist-credits isrcs",
        limit: EDITIONS_LIMIT,
      };
      const outcome = await get("/release", query, mbReleaseSearch, LOOKUP_CACHE_MS);
      return nonEmpty(
        mapOutcome(outcome, (found) => toTracks(nearestEdition(found.releases, like.trackCount))),
      );
    },
  };
}

/** Several releases of one release group are one album; the first keeps its place in the ranking. */
function oneAGroup(albums: (AlbumCandidate | null)[]): AlbumCandidate[] {
  const groups = new Map<string, AlbumCandidate>();
  for (const album of albums)
    if (album && !groups.has(album.ref.externalId)) groups.set(album.ref.externalId, album);
  return [...groups.values()];
}

/** The edition whose number of tracks is nearest; official ones first, then the earliest, so that the choice is stable. */
function nearestEdition(
  releases: z.output<typeof mbRelease>[],
  trackCount: number | undefined,
): z.output<typeof mbRelease> {
  const distance = (release: z.output<typeof mbRelease>) =>
    Math.abs((trackCountOf(release) ?? 0) - (trackCount ?? trackCountOf(release) ?? 0));
  const order = [...releases].sort(
    (a, b) =>
      distance(a) - distance(b) ||
      Number(b.status === "Official") - Number(a.status === "Official") ||
      (a.date ?? "9999").localeCompare(b.date ?? "9999") ||
      a.id.localeCompare(b.id),
  );
  return order[0] ?? { id: "", title: "", media: [] };
}

function mapValues(query: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
}
