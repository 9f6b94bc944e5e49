import { describe, expect, test } from "vitest";
import { useTestSettings } from "@/tests/support/settings";
import { classify as deezer } from "./deezer/classify";
import { parseRetryAfter } from "./gateway/retry-after";
import { classify as musicbrainz } from "./musicbrainz/classify";
import { classify as spotify } from "./spotify/classify";

useTestSettings();

const NOW = new Date("2026-11-20T12:00:00Z");
const HOUR_MS = 3_600_000;

function answer(status: number, body: unknown = "", headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: new Headers(headers), text, now: NOW };
}

describe("Spotify's answers", () => {
  const error = (status: number, message: string, reason?: string) => ({
    error: { status, message, reason },
  });

  test.each([
    ["200", answer(200, {}), "answer"],
    ["401, an access token past its time", answer(401, error(401, "The access token expired")), "refused"],
    ["403, an endpoint that is closed to new apps", answer(403, error(403, "Forbidden")), "refused"],
    ["400, a limit above ten", answer(400, error(400, "Invalid limit")), "refused"],
    ["404", answer(404, error(404, "Resource not found")), "gone"],
    ["500", answer(500), "failed"],
    ["502 with a page instead of JSON", answer(502, "<html>Bad gateway</html>"), "failed"],
    ["503", answer(503), "failed"],
  ])("%s", (_name, given, kind) => {
    expect(spotify(given)).toMatchObject({ kind });
  });

  test("too many requests: for as long as it says, or the length of its window", () => {
    const body = error(429, "API rate limit exceeded");
    expect(spotify(answer(429, body, { "retry-after": "7" }))).toEqual({
      kind: "rate_limited",
      forMs: 7_000,
      reason: "too many requests",
    });
    expect(spotify(answer(429, body))).toMatchObject({ kind: "rate_limited", forMs: 30_000 });
    expect(spotify(answer(429, "<html>slow down</html>"))).toMatchObject({ forMs: 30_000 });
  });

  test("a used-up daily quota: for hours, also where no time is named", () => {
    const body = error(429, "Too many requests", "QUOTA_EXCEEDED");
    expect(spotify(answer(429, body, { "retry-after": "61389" }))).toMatchObject({
      kind: "rate_limited",
      forMs: 61_389_000,
      reason: "daily quota used up",
    });
    const unnamed = spotify(answer(429, body));
    expect(unnamed.kind === "rate_limited" && unnamed.forMs).toBeGreaterThanOrEqual(12 * HOUR_MS);
  });
});

describe("MusicBrainz' answers", () => {
  const busy = { error: "The MusicBrainz web server is currently busy. Please try again later." };
  const tooFast = { error: "Your requests are exceeding the allowable rate limit." };

  test.each([
    ["200", answer(200, {}), { kind: "answer" }],
    ["503 because it sheds load", answer(503, busy, { "x-ratelimit-zone": "global" }), { kind: "busy" }],
    [
      "503 of the search servers",
      answer(503, busy, { "x-ratelimit-zone": "search-global" }),
      { kind: "busy" },
    ],
    ["503 without headers, told by its words", answer(503, busy), { kind: "busy" }],
    [
      "503 because we were too fast",
      answer(503, tooFast, { "x-ratelimit-zone": "ws ip=192.0.2.1", "retry-after": "1" }),
      { kind: "rate_limited", forMs: 3_000 },
    ],
    [
      "503 with a longer time than ours",
      answer(503, tooFast, { "x-ratelimit-zone": "ws ip=192.0.2.1", "retry-after": "20" }),
      { kind: "rate_limited", forMs: 20_000 },
    ],
    ["403 without a User-Agent", answer(403, { error: "not identified" }), { kind: "refused" }],
    ["400 for a wrong inc", answer(400, { error: "foobar is not a valid inc" }), { kind: "refused" }],
    ["404", answer(404, { error: "Not Found" }), { kind: "gone" }],
    ["500", answer(500), { kind: "failed" }],
    ["502", answer(502, "<html></html>"), { kind: "failed" }],
    [
      "301 for a merged id",
      answer(301, "", { location: "https://musicbrainz.org/ws/2/artist/x" }),
      { kind: "moved", to: "https://musicbrainz.org/ws/2/artist/x" },
    ],
    ["301 without an address", answer(301), { kind: "failed" }],
  ])("%s", (_name, given, verdict) => {
    expect(musicbrainz(given)).toMatchObject(verdict);
  });
});

describe("Deezer's answers, whose errors come with status 200", () => {
  const error = (code: number) => ({ error: { type: "Exception", message: "told by its code", code } });

  test.each([
    [4, "rate_limited"],
    [100, "refused"],
    [200, "refused"],
    [500, "refused"],
    [501, "refused"],
    [600, "refused"],
    [700, "busy"],
    [800, "gone"],
    [901, "refused"],
  ])("code %i is %s", (code, kind) => {
    expect(deezer(answer(200, error(code)))).toMatchObject({ kind });
    expect(deezer(answer(200, `\n ${JSON.stringify(error(code))}`))).toMatchObject({ kind });
  });

  test.each([
    ["200 with a list", answer(200, { data: [], total: 0 }), "answer"],
    ["404", answer(404), "gone"],
    ["403", answer(403), "refused"],
    ["500", answer(500), "failed"],
    ["502 with a page", answer(502, "<html></html>"), "failed"],
    ["a real 429", answer(429, "", { "retry-after": "2" }), "rate_limited"],
    ["503", answer(503), "rate_limited"],
  ])("%s", (_name, given, kind) => {
    expect(deezer(given)).toMatchObject({ kind });
  });

  test("a quota has no Retry-After: the pause is longer than its window of five seconds", () => {
    const verdict = deezer(answer(200, error(4)));
    expect(verdict.kind === "rate_limited" && verdict.forMs).toBeGreaterThan(5_000);
  });

  test("a name that holds the word error is no error", () => {
    expect(deezer(answer(200, { id: 1, error: "a title" }))).toEqual({ kind: "answer" });
    expect(deezer(answer(200, '{"error": half of'))).toEqual({ kind: "answer" });
  });
});

describe("Retry-After", () => {
  test.each([
    ["12", 12_000],
    [" 3 ", 3_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Fri, 20 Nov 2026 12:00:30 GMT", 30_000],
    ["Fri, 20 Nov 2026 11:00:00 GMT", 0],
    ["soon", null],
    ["", null],
    ["-5", null],
    [null, null],
  ])("%s is %s ms", (header, expected) => {
    // A negative number is no time; some parsers of dates take it for a year.
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });
});
