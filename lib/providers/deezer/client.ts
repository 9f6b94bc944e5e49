import type { z } from "zod";
import type { AlbumRecord } from "@/lib/domain/records";
import { env } from "@/lib/server/env";
import type { MetadataProvider } from "../contract";
import type { Gateway } from "../gateway/gateway";
import { BUCKETS } from "../gateway/limits";
import { mapOutcome, nonEmpty, type Outcome } from "../gateway/outcome";
import { classify } from "./classify";
import {
  deezerAlbum,
  deezerAlbumTrack,
  deezerArtist,
  deezerArtistAlbum,
  deezerList,
  deezerSearchAlbum,
  deezerTrack,
} from "./schema";
import { toAlbum, toAlbumSummary, toArtist, toSearchAlbum, toTrack } from "./transform";

const DAY_MS = 24 * 3_600_000;
/** Deezer's answers are kept for a week. */
const CACHE_MS = 7 * DAY_MS;
const SEARCH_LIMIT = 25;
const PAGE_LIMIT = 100;

/** Deezer's keyless catalogue. */
export function createDeezer(gateway: Gateway): MetadataProvider {
  function get<T>(
    path: string,
    query: Record<string, string | number>,
    schema: z.ZodType<T>,
  ): Promise<Outcome<T>> {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const url = `${env().DEEZER_URL}${path}${search.size > 0 ? `?${search}` : ""}`;
    return gateway.get({
      provider: "deezer",
      bucket: BUCKETS.deezer,
      url,
      schema,
      classify,
      cacheMs: CACHE_MS,
    });
  }

  async function searchAlbums(album: AlbumRecord) {
    const q = [album.artists[0] ?? "", album.title].map(plain).join(" ");
    if (plain(album.title) === "") return { kind: "empty" } as const;
    const outcome = await get("/search/album", { q, limit: SEARCH_LIMIT }, deezerList(deezerSearchAlbum));
    return nonEmpty(mapOutcome(outcome, (list) => list.data.map(toSearchAlbum)));
  }

  return {
    provider: "deezer",
    async albumByIdentifier(album) {
      const upc = album.barcode?.replace(/\D/g, "").replace(/^0+(?=\d{12})/, "");
      if (!upc || upc.length < 12) return { kind: "empty" };
      const outcome = await get(`/album/upc:${upc}`, {}, deezerAlbum);
      return mapOutcome(outcome, (found) => [toAlbum(found)]);
    },
    async artistByIdentifier() {
      return { kind: "empty" };
    },
    searchAlbums,
    async searchArtists(name) {
      if (plain(name) === "") return { kind: "empty" };
      const outcome = await get(
        "/search/artist",
        { q: plain(name), limit: SEARCH_LIMIT },
        deezerList(deezerArtist),
      );
      return nonEmpty(mapOutcome(outcome, (list) => list.data.map(toArtist)));
    },
    async searchTracks({ title, artist }) {
      const q = `artist:"${plain(artist)}" track:"${plain(title)}"`;
      const outcome = await get("/search/track", { q, limit: SEARCH_LIMIT }, deezerList(deezerTrack));
      return nonEmpty(mapOutcome(outcome, (list) => list.data.map(toTrack)));
    },
    async artistAlbums(externalId) {
      const path = `/artist/${encodeURIComponent(externalId)}/albums`;
      const outcome = await get(path, { limit: PAGE_LIMIT }, deezerList(deezerArtistAlbum));
      return nonEmpty(mapOutcome(outcome, (list) => list.data.map(toAlbumSummary)));
    },
    async albumTracks(externalId) {
      const path = `/album/${encodeURIComponent(externalId)}/tracks`;
      const outcome = await get(path, { limit: PAGE_LIMIT }, deezerList(deezerAlbumTrack));
      return nonEmpty(mapOutcome(outcome, (list) => list.data.map(toTrack)));
    },
  };
}

/** Deezer knows no escape for quotes, and a colon starts a filter. */
function plain(text: string): string {
  return text
    .replace(/["“”:]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
