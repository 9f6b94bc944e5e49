/** Switches of the simulated Spotify: extended quota, allow-list, both kinds of 429, the death of refresh tokens. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { coreCatalogue } from "../catalogue/index";
import { startSimulators, type Simulators } from "../index";
import { ask, askers, each } from "../testing/client";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000 });
  to = askers(simulators);
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

it("has batches, longer pages and the removed fields only in the extended mode", async () => {
  const { artists, tracks } = coreCatalogue();
  const artist = artists.find((one) => one.key === "queen")!;
  const track = tracks.find((one) => one.on.has("spotify"))!;
  expect(Object.keys((await to.spotify(`/artists/${artist.spotifyId}`)).body)).not.toContain("followers");
  expect((await to.spotify("/tracks", { ids: track.spotifyId })).status).toBe(403);
  simulators.configure("spotify", { mode: "extended" });
  const batch = await to.spotify("/tracks", { ids: `${track.spotifyId},0000000000000000000000` });
  expect(batch.body.tracks?.[1]).toBe(null);
  expect(Object.keys(batch.body.tracks?.[0] ?? {})).toEqual(expect.arrayContaining(["popularity", "available_markets"])); // prettier-ignore
  expect(Object.keys((await to.spotify(`/artists/${artist.spotifyId}`)).body)).toEqual(expect.arrayContaining(["followers", "genres", "popularity"])); // prettier-ignore
  expect((await to.spotify("/search", { q: "queen", type: "track", limit: 50 })).status).toBe(200);
  const groups = each((await to.spotify(`/artists/${artist.spotifyId}/albums`, { limit: 48 })).body.items, "album_group"); // prettier-ignore
  expect(groups.every((group) => group !== "undefined")).toBe(true);
  expect(each((await to.spotify(`/artists/${artist.spotifyId}/top-tracks`)).body.tracks, "name").length).toBeLessThanOrEqual(10); // prettier-ignore
  expect(String((await to.spotify("/me")).body.product)).toBe("premium");
  expect((await to.spotify("/me/tracks/contains", { ids: track.spotifyId })).status).toBe(200);
});

it("refuses every call of a person who is not on the list, and everybody when Premium has lapsed", async () => {
  simulators.configure("spotify", { allowListed: false });
  for (const path of ["/me", "/me/playlists"]) expect((await to.spotify(path)).status).toBe(403);
  simulators.configure("spotify", { allowListed: true, ownerPremium: false });
  expect((await to.spotify("/search", { q: "queen", type: "artist" })).status).toBe(403);
});

it.each([
  ["rate", 1, "1"],
  ["rate", null, null],
  ["rate", 86_000, "86000"],
  ["quota", 1, "1"],
  ["quota", 86_000, "86000"],
  ["quota", null, null],
])("answers 429 of kind %s with Retry-After %s in one bucket alone", async (kind, retryAfter, header) => {
  simulators.configure("spotify", { refuse: { "me-tracks": { kind, retryAfter } } });
  const answer = await to.spotify("/me/tracks");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, header]);
  expect(answer.body.error?.reason).toBe(kind === "quota" ? "QUOTA_EXCEEDED" : undefined);
  expect((await to.spotify("/me/playlists")).status).toBe(200);
});

it("can keep the rolling limit's Retry-After to itself", async () => {
  simulators.configure("spotify", { windowLimit: 0, windowRetryAfter: null });
  expect((await to.spotify("/me")).headers.get("retry-after")).toBe(null);
});

it("lets refresh tokens die after six months, also those that were made while refreshing", async () => {
  const { refreshToken, clientId, clientSecret } = simulators.issueSpotifyTokens();
  const refresh = (token: string) =>
    ask(`${simulators.urls.SPOTIFY_ACCOUNTS_URL}/api/token`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token, client_id: clientId, client_secret: clientSecret }).toString(), // prettier-ignore
    });
  simulators.configure("spotify-accounts", { rotation: "rotate", clockDays: 100 });
  const rotated = await refresh(refreshToken);
  expect(rotated.status).toBe(200);
  simulators.configure("spotify-accounts", { clockDays: 184 });
  const dead = await refresh(String(rotated.body.refresh_token));
  expect([dead.status, String(dead.body.error)]).toEqual([400, "invalid_grant"]);
});
