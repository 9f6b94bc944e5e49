/** Spotify as an app in Development Mode meets it: sign-in, tokens, limits, search. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "../index";
import { ask, askers, each } from "../testing/client";

let simulators: Simulators;
let to: ReturnType<typeof askers>;
beforeAll(async () => {
  simulators = await startSimulators({ speed: 20 });
  to = askers(simulators);
});
afterEach(() => simulators.reset());
afterAll(() => simulators.close());

const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(`${simulators.urls.SPOTIFY_ACCOUNTS_URL}/api/token`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
  });

function basic(): { Authorization: string } {
  const { clientId, clientSecret } = simulators.issueSpotifyTokens();
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` };
}

async function authorise(words: Record<string, string>): Promise<URL> {
  const { clientId } = simulators.issueSpotifyTokens();
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: "http://127.0.0.1:9/back",
    state: "s1",
    scope: "user-library-read",
    ...words,
  });
  const page = await ask(`${simulators.urls.SPOTIFY_ACCOUNTS_URL}/authorize?${query.toString()}`);
  expect(page.status).toBe(302);
  return new URL(page.headers.get("location") ?? "");
}

describe("the accounts service", () => {
  it("signs in with PKCE and without a secret, once a code", async () => {
    const verifier = "v".repeat(64);
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const back = await authorise({ code_challenge: challenge, code_challenge_method: "S256" });
    expect(back.searchParams.get("state")).toBe("s1");
    const { clientId } = simulators.issueSpotifyTokens();
    const form = {
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: "http://127.0.0.1:9/back",
      client_id: clientId,
    };
    expect((await post({ ...form, code_verifier: "w".repeat(64) })).body.error).toBe("invalid_grant");
    const token = await post({ ...form, code_verifier: verifier });
    expect(token.body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "user-library-read" });
    expect((await post({ ...form, code_verifier: verifier })).body.error).toBe("invalid_grant");
    const me = await ask(`${simulators.urls.SPOTIFY_API_URL}/me`, {
      headers: { Authorization: `Bearer ${String(token.body.access_token)}` },
    });
    expect(me.body.account_id).toBe("acc_collector");
  });

  it("refuses localhost, tells of a refusal, and may show a page", async () => {
    const { clientId } = simulators.issueSpotifyTokens();
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: "code",
      redirect_uri: "http://localhost:9/back",
    });
    expect((await ask(`${simulators.urls.SPOTIFY_ACCOUNTS_URL}/authorize?${query.toString()}`)).status).toBe(
      400,
    );
    simulators.configure("spotify-accounts", { approve: "deny" });
    expect((await authorise({})).searchParams.get("error")).toBe("access_denied");
    simulators.configure("spotify-accounts", { approve: "page" });
    query.set("redirect_uri", "http://127.0.0.1:9/back");
    expect(
      (await ask(`${simulators.urls.SPOTIFY_ACCOUNTS_URL}/authorize?${query.toString()}`)).text,
    ).toContain('id="agree"');
  });

  it("refreshes without a new refresh token, or with one that ends the old", async () => {
    const { refreshToken } = simulators.issueSpotifyTokens();
    const form = { grant_type: "refresh_token", refresh_token: refreshToken };
    expect((await post(form, basic())).body).not.toHaveProperty("refresh_token");
    expect((await post(form, basic())).status).toBe(200);
    simulators.configure("spotify-accounts", { rotation: "rotate" });
    expect((await post(form, basic())).body.refresh_token).toMatch(/^AQ/);
    const again = await post(form, basic());
    expect([again.status, again.body.error]).toEqual([400, "invalid_grant"]);
  });

  it("gives client credentials a token without a user", async () => {
    const token = await post({ grant_type: "client_credentials" }, basic());
    const headers = { Authorization: `Bearer ${String(token.body.access_token)}` };
    expect((await ask(`${simulators.urls.SPOTIFY_API_URL}/me`, { headers })).status).toBe(401);
    expect(
      (await ask(`${simulators.urls.SPOTIFY_API_URL}/search?q=queen&type=artist`, { headers })).status,
    ).toBe(200);
  });

  it("accepts the tokens of simulators that ran before", async () => {
    const other = await startSimulators();
    const { accessToken } = other.issueSpotifyTokens();
    await other.close();
    const me = await ask(`${simulators.urls.SPOTIFY_API_URL}/me`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    expect(me.status).toBe(200);
  });
});

describe("the Web API", () => {
  it("answers 401 without a token, with a forged one and with one that ended", async () => {
    const me = (token: string) =>
      ask(`${simulators.urls.SPOTIFY_API_URL}/me`, {
        headers: token ? { Authorization: `Bearer ${token}` } : {},
      });
    expect((await me("")).status).toBe(401);
    expect((await me("BQnonsense.x")).body).toEqual({
      error: { status: 401, message: "The access token expired" },
    });
    const { accessToken } = simulators.issueSpotifyTokens();
    expect((await me(accessToken)).status).toBe(200);
    simulators.expireSpotifyAccess();
    expect((await me(accessToken)).status).toBe(401);
  });

  it("finds both Nirvanas, studio and live forms, and pages by ten", async () => {
    const artists = await to.spotify("/search", { q: "Nirvana", type: "artist" });
    expect(each(artists.body.artists?.items, "name").filter((name) => name === "Nirvana")).toHaveLength(2);
    const tracks = await to.spotify("/search", {
      q: 'track:"Smells Like Teen Spirit" artist:Nirvana',
      type: "track",
      limit: 10,
    });
    const names = each(tracks.body.tracks?.items, "name");
    expect(names).toContain("Smells Like Teen Spirit");
    expect(names.some((name) => name.endsWith("- Live"))).toBe(true);
    const page = await to.spotify("/search", { q: "smells", type: "track", limit: 2 });
    const next = await ask(String(page.body.tracks?.next), {
      headers: { Authorization: `Bearer ${simulators.issueSpotifyTokens().accessToken}` },
    });
    expect(next.body.tracks?.offset).toBe(2);
  });

  it.each([
    ["Beyonce", "Beyoncé"],
    ["sigur ros", "Sigur Rós"],
    ["ACDC", "AC/DC"],
    ["the the", "The The"],
    ["Metalica", "Metallica"],
    ["Simon and Garfunkel", "Simon & Garfunkel"],
    ["東京事変", "Tokyo Incidents"],
    ["Queens of the Stone Age", "Queens of the Stone Age"],
    ["queen", "Queen"],
    ["tyler the creator", "Tyler, The Creator"],
  ])("finds %s first as %s", async (words, name) => {
    const answer = await to.spotify("/search", { q: words, type: "artist" });
    expect(each(answer.body.artists?.items, "name")[0]).toBe(name);
  });

  it("finds some barcodes only with 14 digits, and ISRCs", async () => {
    const found = async (upc: string) =>
      Number((await to.spotify("/search", { q: `upc:${upc}`, type: "album" })).body.albums?.total);
    const plain = ["724385522925", "720642442524", "077778950424", "724384960650", "889853650729"];
    const hits = await Promise.all(
      plain.map(async (upc) => [await found(upc), await found(upc.padStart(14, "0"))]),
    );
    expect(hits.some(([twelve, fourteen]) => twelve === 0 && fourteen === 1)).toBe(true);
    expect(hits.every(([twelve = 0, fourteen = 0]) => twelve + fourteen <= 1)).toBe(true);
    const track = await to.spotify("/search", { q: "isrc:GBDUW0000059", type: "track" });
    expect(each(track.body.tracks?.items, "name")).toContain("Harder, Better, Faster, Stronger");
  });

  it("limits a rolling window, and buckets by quota", async () => {
    simulators.configure("spotify", { windowLimit: 3 });
    const some = await Promise.all([1, 2, 3, 4, 5].map(() => to.spotify("/me")));
    const refused = some.filter((one) => one.status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.headers.get("retry-after")).toBe("2");
    simulators.reset();
    simulators.configure("spotify", { quotas: { search: 1 }, quotaRetryAfter: 86_000 });
    expect((await to.spotify("/search", { q: "queen", type: "artist" })).status).toBe(200);
    const spent = await to.spotify("/search", { q: "queen", type: "artist" });
    expect([spent.status, spent.body.error?.reason, spent.headers.get("retry-after")]).toEqual([
      429,
      "QUOTA_EXCEEDED",
      "4300",
    ]);
    expect((await to.spotify("/me")).status).toBe(200);
  });

  it("serves pictures of the sizes it names", async () => {
    const answer = await to.spotify("/search", { q: "album:homogenic", type: "album", limit: 1 });
    const images = answer.body.albums?.items?.[0]?.images;
    expect(each(images, "height")).toEqual(["640", "300", "64"]);
    const picture = await fetch(String(images?.[2]?.url));
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(500);
    expect((await fetch(String(images?.[2]?.url).slice(0, -3))).status).toBe(404);
  });
});
