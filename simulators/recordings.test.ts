/** Each simulator against recorded answers of the same kind: the same keys in the same places. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulators, type Simulators } from "./index";
import { ask, askers, type Answer } from "./testing/client";
import { envelope, hasRecordings, recorded, recordedShape, WITHOUT } from "./testing/recordings";
import { artist, deezer, release, spotify } from "./testing/recorded-cases";
import { discogs, discogsErrors } from "./testing/recorded-discogs";
import { playlists } from "./testing/recorded-playlists";
import { musicbrainz } from "./testing/recorded-musicbrainz";
import { Shape } from "./testing/shape";

let simulators: Simulators;
let to: ReturnType<typeof askers>;

beforeAll(async () => {
  simulators = await startSimulators({ speed: 1000 });
  simulators.configure("musicbrainz", { limited: false });
  simulators.configure("deezer", { windowLimit: 10_000 });
  to = askers(simulators);
});
afterAll(() => simulators.close());

const title = hasRecordings ? "recorded answers" : `recorded answers (skipped: ${WITHOUT})`;

describe.skipIf(!hasRecordings)(title, () => {
  for (const [provider, cases] of Object.entries({ spotify, deezer, musicbrainz, discogs }))
    it.each(cases.map((one) => [one.kind, one] as const))(`${provider}: %s`, async (_kind, one) => {
      const answer = await one.ask(to);
      expect(answer.status).toBe(200);
      const own = one.wrap ? one.wrap(answer.body) : answer.body;
      expect(new Shape().add(own).differences(recordedShape(...one.files), one.except)).toEqual([]);
    });

  it.each(playlists.map((one) => [one.kind, one] as const))("spotify, extended: %s", async (_kind, one) => {
    simulators.configure("spotify", { mode: "extended" });
    const answer = await one.ask(to);
    simulators.configure("spotify", { mode: "restricted" });
    expect(answer.status).toBe(200);
    const own = one.wrap ? one.wrap(answer.body) : answer.body;
    expect(new Shape().add(own).differences(recordedShape(...one.files), one.except)).toEqual([]);
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

  it("gives the recorded errors of Discogs", async () => {
    for (const [path, status, name] of discogsErrors) {
      const answer = await to.discogs(path);
      expect([answer.status, answer.body]).toEqual([status, recorded(name)]);
    }
    const search = `${simulators.urls.DISCOGS_URL}/database/search?q=x`;
    expect((await ask(`${search}&token=x`)).body).toEqual(recorded("discogs/error-401-invalid-token"));
    expect((await ask(search)).body).toEqual(recorded("discogs/error-401-must-authenticate"));
    simulators.configure("discogs", { slowRatio: 1 });
    expect((await to.discogs("/database/search", { q: "x" })).body).toEqual(recorded("discogs/error-500-query-time-exceeded")); // prettier-ignore
    simulators.configure("discogs", { slowRatio: 0, windowLimit: 0 });
    const { status, headers, body } = envelope("discogs/error-429-too-quickly");
    const refused = await to.discogs("/artists/194");
    expect([refused.status, refused.body]).toEqual([status, body]);
    for (const [name, value] of Object.entries(headers)) expect(refused.headers.get(name)).toBe(value);
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
