import type { z } from "zod";
import type { AlbumCandidate } from "@/lib/domain/records";
import { isVariousArtists } from "@/lib/domain/names";
import { env } from "@/lib/server/env";
import type { MetadataProvider } from "../contract";
import type { Gateway } from "../gateway/gateway";
import { BUCKETS, type Bucket } from "../gateway/limits";
import { mapOutcome, nonEmpty, type Outcome } from "../gateway/outcome";
import { classify, UNAUTHORIZED } from "./classify";
import { spotifyAlbum, spotifyAlbumSummary, spotifyAlbumTrack, spotifyPage, spotifySearch } from "./schema";
import { toAlbum, toAlbumSummary, toArtist, toTrack } from "./transform";

const DAY_MS = 24 * 3_600_000;
const LOOKUP_CACHE_MS = 30 * DAY_MS;
const SEARCH_CACHE_MS = DAY_MS;
/** The most that a restricted app may ask for at once. */
const SEARCH_LIMIT = 10;
const TRACKS_LIMIT = 50;

/** Gives a valid access token, or says why there is none. `rejected` names the token that Spotify just refused. */
export type AccessToken = (
  rejected?: string,
) => Promise<{ token: string } | { unavailable: string; reconnect: boolean }>;

/** Spotify's Web API on behalf of one account, with what a restricted app may use. */
export function createSpotify(gateway: Gateway, accessToken: AccessToken): MetadataProvider {
  async function get<T>(
    bucket: Bucket,
    path: string,
    query: Record<string, string | number>,
    schema: z.ZodType<T>,
    cacheMs: number,
  ): Promise<Outcome<T>> {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const url = `${env().SPOTIFY_API_URL}${path}${search.size > 0 ? `?${search}` : ""}`;
    let rejected: string | undefined;
    for (;;) {
      const access = await accessToken(rejected);
      if ("unavailable" in access) {
        return { kind: access.reconnect ? "not_connected" : "failed", reason: access.unavailable };
      }
      const headers = { authorization: `Bearer ${access.token}` };
      const outcome = await gateway.get({
        provider: "spotify",
        bucket,
        url,
        headers,
        schema,
        classify,
        cacheMs,
      });
      const expired = outcome.kind === "refused" && outcome.reason === UNAUTHORIZED;
      if (!expired || rejected) return outcome;
      rejected = access.token;
    }
  }

  function search(type: "artist" | "album" | "track", q: string) {
    return get(
      BUCKETS["spotify:search"],
      "/search",
      { q, type, limit: SEARCH_LIMIT },
      spotifySearch,
      SEARCH_CACHE_MS,
    );
  }

  async function searchAlbums(q: string): Promise<Outcome<AlbumCandidate[]>> {
    return nonEmpty(
      mapOutcome(await search("album", q), (found) => (found.albums?.items ?? []).map(toAlbum)),
    );
  }

  return {
    provider: "spotify",
    async albumByIdentifier(album) {
      const digits = album.barcode?.replace(/\D/g, "");
      if (!digits) return { kind: "empty" };
      // Most barcodes are filed under their form of 14 digits, some as printed.
      const padded = await searchAlbums(`upc:${digits.padStart(14, "0")}`);
      return padded.kind === "empty" && digits.length < 14 ? searchAlbums(`upc:${digits}`) : padded;
    },
    async artistByIdentifier() {
      return { kind: "empty" };
    },
    async searchAlbums(album) {
      const artist = album.artists[0];
      const parts = [filter("album", album.title)];
      if (artist && !isVariousArtists(artist)) parts.push(filter("artist", artist));
      return plain(album.title) === "" ? { kind: "empty" } : searchAlbums(parts.join(" "));
    },
    async searchArtists(name) {
      if (plain(name) === "") return { kind: "empty" };
      const outcome = await search("artist", filter("artist", name));
      return nonEmpty(mapOutcome(outcome, (found) => (found.artists?.items ?? []).map(toArtist)));
    },
    async searchTracks({ title, artist }) {
      const outcome = await search("track", `${filter("track", title)} ${filter("artist", artist)}`);
      return nonEmpty(mapOutcome(outcome, (found) => (found.tracks?.items ?? []).map(toTrack)));
    },
    async artistAlbums(externalId) {
      const path = `/artists/${encodeURIComponent(externalId)}/albums`;
      const query = { include_groups: "album,single,compilation", limit: SEARCH_LIMIT };
      const outcome = await get(
        BUCKETS["spotify:lookup"],
        path,
        query,
        spotifyPage(spotifyAlbumSummary),
        LOOKUP_CACHE_MS,
      );
      return nonEmpty(mapOutcome(outcome, (page) => page.items.map(toAlbumSummary)));
    },
    async albumTracks(externalId) {
      const path = `/albums/${encodeURIComponent(externalId)}`;
      const album = await get(BUCKETS["spotify:lookup"], path, {}, spotifyAlbum, LOOKUP_CACHE_MS);
      if (album.kind !== "found") return album;
      const tracks = album.value.tracks?.items ?? [];
      const total = album.value.tracks?.total ?? tracks.length;
      while (tracks.length < total) {
        const query = { limit: TRACKS_LIMIT, offset: tracks.length };
        const page = await get(
          BUCKETS["spotify:lookup"],
          `${path}/tracks`,
          query,
          spotifyPage(spotifyAlbumTrack),
          LOOKUP_CACHE_MS,
        );
        if (page.kind !== "found") return page;
        if (page.value.items.length === 0) break;
        tracks.push(...page.value.items);
      }
      return nonEmpty({
        ...album,
        value: tracks.map((track) => ({ ...toTrack(track), album: album.value.name })),
      });
    },
  };
}

/** No escape is documented for quotes and colons inside a filter's value. */
function plain(text: string): string {
  return text
    .replace(/["“”:]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function filter(field: string, value: string): string {
  return `${field}:"${plain(value)}"`;
}
