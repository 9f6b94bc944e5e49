/** Playlists and library of the simulated Spotify: who may read and change what, and how changes answer. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "../index";
import { ask, each, type Answer, type Json } from "../testing/client";

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000 });
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const ALL = [
  "playlist-read-private",
  "playlist-read-collaborative",
  "playlist-modify-public",
  "playlist-modify-private",
  "user-library-read",
  "user-library-modify",
  "user-follow-read",
  "user-follow-modify",
  "ugc-image-upload",
];

function send(method: string, path: string, body?: unknown, scopes = ALL): Promise<Answer> {
  const { accessToken } = simulators.issueSpotifyTokens({ scopes });
  const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(`${simulators.urls.SPOTIFY_API_URL}${path}`, { method, headers, ...(body === undefined ? {} : { body: text }) }); // prettier-ignore
}
const get = (path: string, scopes = ALL) => send("GET", path, undefined, scopes);
const list = (value: Json | undefined): Json[] => value as unknown as Json[];

/** Id of one of the seeded playlists. */
async function named(name: string): Promise<string> {
  const found = list((await get("/me/playlists?limit=50")).body.items).find(
    (one) => String(one.name) === name,
  );
  return String(found?.id);
}
async function uris(id: string): Promise<string[]> {
  const { body } = await get(`/playlists/${id}/items?limit=50`);
  return list(body.items).map((entry) => String(entry.item?.uri));
}
/** A playlist of one's own with the first tracks of another. */
async function fresh(count: number): Promise<{ id: string; from: string[] }> {
  const from = (await uris(await named("Road trip"))).slice(0, count);
  const id = String((await send("POST", "/me/playlists", { name: "Fresh", public: false })).body.id);
  await send("POST", `/playlists/${id}/items`, { uris: from });
  return { id, from };
}

describe("reading", () => {
  it("lists by 20 and up to 50, collaborative ones only with their scope", async () => {
    const page = await get("/me/playlists?limit=2");
    expect([Number(page.body.limit), list(page.body.items).length]).toEqual([2, 2]);
    expect((await get("/me/playlists?limit=51")).status).toBe(400);
    const without = await get("/me/playlists", ["playlist-read-private"]);
    expect(each(without.body.items, "name")).not.toContain("With the neighbours");
    expect((await get("/me/playlists", [])).body.error?.message).toBe("Insufficient client scope");
  });

  it("pages items by 20 and up to 50, with null entries, local files and episodes", async () => {
    const id = await named("Sunday records");
    expect(Number((await get(`/playlists/${id}/items`)).body.limit)).toBe(20);
    const { body } = await get(`/playlists/${id}/items?limit=50&offset=100`);
    const items = list(body.items);
    expect(items.some((entry) => entry.item === (null as unknown as Json))).toBe(true);
    expect(items.some((entry) => String(entry.is_local) === "true" && entry.item?.id === (null as unknown as Json))).toBe(true); // prettier-ignore
    expect(items.some((entry) => String(entry.item?.type) === "episode")).toBe(true);
    expect(items.every((entry) => !("track" in entry))).toBe(true);
  });

  it("gives items only of owned and collaborative ones", async () => {
    const other = await named("Somebody's favourites");
    expect((await get(`/playlists/${other}/items`)).status).toBe(403);
    expect((await get(`/playlists/${other}`)).body).not.toHaveProperty("items");
    expect((await get(`/playlists/${await named("With the neighbours")}/items`)).status).toBe(200);
    expect((await get("/playlists/0000000000000000000000")).status).toBe(404);
  });

  it("has both shapes, the old one alone, and the old endpoint in the extended mode", async () => {
    simulators.configure("spotify", { playlistForm: "both" });
    const id = await named("Road trip");
    const both = (await get(`/playlists/${id}`)).body;
    expect(Object.keys(both)).toEqual(expect.arrayContaining(["tracks", "items"]));
    expect(Object.keys(list(both.items?.items)[0] ?? {})).toEqual(expect.arrayContaining(["track", "item"]));
    expect((await get(`/playlists/${id}/tracks`)).status).toBe(403);
    simulators.configure("spotify", { playlistForm: "tracks", mode: "extended" });
    const old = (await get(`/playlists/${id}/tracks?limit=100`)).body;
    expect(Object.keys(list(old.items)[0] ?? {})).not.toContain("item");
    expect((await get(`/playlists/${await named("Somebody's favourites")}/tracks`)).status).toBe(200);
  });
});

describe("changing", () => {
  it("makes, renames and pictures a playlist", async () => {
    const made = await send("POST", "/me/playlists", { name: "New", description: "d" });
    expect([made.status, String(made.body.public)]).toEqual([201, "true"]);
    expect((await send("POST", "/me/playlists", {})).status).toBe(400);
    const id = String(made.body.id);
    expect((await send("PUT", `/playlists/${id}`, { name: "Newer" })).status).toBe(200);
    expect(String((await get(`/playlists/${id}`)).body.name)).toBe("Newer");
    expect((await send("PUT", `/playlists/${id}/images`, "/9j/4AAQ")).status).toBe(202);
    const theirs = await named("With the neighbours");
    expect((await send("PUT", `/playlists/${theirs}`, { name: "Mine" })).status).toBe(403);
    const reader = ["playlist-read-private"];
    expect((await send("POST", "/me/playlists", { name: "x" }, reader)).body.error?.message).toBe("Insufficient client scope"); // prettier-ignore
  });

  it("adds at a position, moves, replaces and removes, each time with a new snapshot", async () => {
    const { id, from } = await fresh(5);
    const [a, b, c, d, e] = from as [string, string, string, string, string];
    const added = await send("POST", `/playlists/${id}/items`, { uris: [e], position: 0 });
    expect(added.status).toBe(201);
    expect(await uris(id)).toEqual([e, a, b, c, d, e]);
    const moved = await send("PUT", `/playlists/${id}/items`, { range_start: 0, range_length: 2, insert_before: 4 }); // prettier-ignore
    expect(await uris(id)).toEqual([b, c, e, a, d, e]);
    expect(moved.body.snapshot_id).not.toBe(added.body.snapshot_id);
    await send("DELETE", `/playlists/${id}/items`, { items: [{ uri: e }] });
    expect(await uris(id)).toEqual([b, c, a, d]);
    await send("PUT", `/playlists/${id}/items`, { uris: [d, a] });
    expect(await uris(id)).toEqual([d, a]);
    expect((await send("PUT", `/playlists/${id}/items`, { uris: [a], range_start: 0 })).status).toBe(400);
  });

  it("refuses stale and unknown snapshots, more than 100 and unknown addresses", async () => {
    const { id, from } = await fresh(3);
    const before = String((await get(`/playlists/${id}`)).body.snapshot_id);
    const remove = (snapshot_id: string) => send("DELETE", `/playlists/${id}/items`, { items: [{ uri: from[0] }], snapshot_id }); // prettier-ignore
    await send("POST", `/playlists/${id}/items`, { uris: [from[1]] });
    expect((await remove(before)).status).toBe(409);
    expect((await remove("bm9uc2Vuc2U=")).status).toBe(400);
    simulators.configure("spotify", { staleSnapshot: "accept" });
    expect((await remove(before)).status).toBe(200);
    const many = Array.from({ length: 101 }, () => from[0]);
    expect((await send("POST", `/playlists/${id}/items`, { uris: many })).status).toBe(400);
    const unknown = { uris: ["spotify:track:0000000000000000000000"] };
    expect((await send("POST", `/playlists/${id}/items`, unknown)).status).toBe(400);
    expect((await send("POST", `/playlists/${id}/items`, "{")).status).toBe(400);
    const theirs = await named("Somebody's favourites");
    expect((await send("POST", `/playlists/${theirs}/items`, { uris: [from[0]] })).status).toBe(403);
  });
});

describe("library", () => {
  it("reads saved tracks and albums in pages, followed artists by cursor", async () => {
    const tracks = (await get("/me/tracks")).body;
    expect([list(tracks.items).length, Number(tracks.total)]).toEqual([20, 60]);
    expect(String(list((await get("/me/albums?limit=1")).body.items)[0]?.album?.type)).toBe("album");
    const first = (await get("/me/following?type=artist&limit=15")).body.artists;
    const next = (await get(`/me/following?type=artist&limit=15&after=${String(first?.cursors?.after)}`)).body.artists; // prettier-ignore
    expect(list(first?.items).length + list(next?.items).length).toBe(Number(first?.total));
    expect(next?.next).toBe(null);
    expect((await get("/me/tracks", ["playlist-read-private"])).status).toBe(403);
  });

  it("keeps, forgets and tells, at most 40 addresses in the query", async () => {
    const [uri = ""] = (await uris(await named("Road trip"))).slice(3);
    const contains = async () => (await get(`/me/library/contains?uris=${uri}`)).text;
    expect((await send("PUT", `/me/library?uris=${uri}`)).status).toBe(200);
    expect(await contains()).toBe("[true]");
    expect((await send("DELETE", `/me/library?uris=${uri}`)).status).toBe(200);
    expect(await contains()).toBe("[false]");
    expect((await send("PUT", `/me/library?uris=${Array(41).fill(uri).join()}`)).status).toBe(400);
    expect((await send("PUT", `/me/library?uris=${uri}`, undefined, ["user-library-read"])).status).toBe(403);
  });
});
