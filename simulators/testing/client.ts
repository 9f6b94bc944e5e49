/** Asks running simulators as a plain HTTP client would. */
import type { Simulators } from "../index";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON with any keys; undefined when it is something else. */
  body: Json;
}

/** Loosely typed on purpose: tests walk into answers whose shape is what they examine. */
export interface Json {
  [key: string]: Json;
}

const AGENT = "LinernotesTests/1.0 ( https://example.org )";

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { "User-Agent": AGENT, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { redirect: "manual", ...init, headers });
  const text = await response.text();
  let body: Json = {};
  try {
    body = JSON.parse(text) as Json;
  } catch {
    // HTML and empty answers have no JSON.
  }
  return { status: response.status, headers: response.headers, text, body };
}

export function askers(simulators: Simulators) {
  const { urls } = simulators;
  const { accessToken } = simulators.issueSpotifyTokens();
  const bearer = { headers: { Authorization: `Bearer ${accessToken}` } };
  const query = (words: Record<string, string | number>) =>
    new URLSearchParams(Object.entries(words).map(([key, value]) => [key, String(value)])).toString();
  return {
    spotify: (path: string, words: Record<string, string | number> = {}) =>
      ask(`${urls.SPOTIFY_API_URL}${path}?${query(words)}`, bearer),
    deezer: (path: string, words: Record<string, string | number> = {}) =>
      ask(`${urls.DEEZER_URL}${path}${Object.keys(words).length > 0 ? `?${query(words)}` : ""}`),
    musicbrainz: (path: string, words: Record<string, string | number> = {}) =>
      ask(`${urls.MUSICBRAINZ_URL}${path}?${query({ fmt: "json", ...words })}`),
    discogs: (path: string, words: Record<string, string | number> = {}) =>
      ask(`${urls.DISCOGS_URL}${path}?${query(words)}`, {
        headers: { Authorization: `Discogs token=${simulators.discogsToken}` },
      }),
    cover: (path: string) => ask(`${urls.COVERARTARCHIVE_URL}${path}`),
  };
}

/** The values under one key of a list, as text. */
export function each(list: Json | undefined, key: string): string[] {
  return Array.isArray(list) ? (list as Json[]).map((item) => String(item[key])) : [];
}
