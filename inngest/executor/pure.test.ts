import { describe, expect, it } from "vitest";
import { parseRetryAfter, redeliveryDelay, retryDelay } from "./backoff";
import { latestSlot, nextSlot } from "./cron";
import { parseDuration, parseMoment } from "./duration";
import { ExpressionError, parseExpression } from "./expressions";
import { deterministicId } from "./ids";
import { readAnswer } from "./protocol/answer";
import { admit } from "./throttle";

describe("expressions", () => {
  const scope = {
    event: { name: "e", data: { id: "x", n: 2, yes: true, deep: { list: [1, "two"] }, none: null } },
    async: { data: { id: "x" } },
  };
  it.each([
    ["event.data.id == async.data.id", true],
    ["event.data.id == 'x' && event.data.n == 2", true],
    ['event.data["id"] != "y"', true],
    ["event.data.deep.list[1] == 'two'", true],
    ["event.data.yes == true && !(event.data.n > 3)", true],
    ["event.data.n >= 2 || event.data.missing == 1", true],
    ["event.data.none == null", true],
    ["event.data.missing == async.data.missing", false],
    ["event.data.missing != 1", false],
    ["event.data.n == '2'", false],
    ["event.data.id + '-' + event.name", "x-e"],
    ['"musicbrainz"', "musicbrainz"],
    ["event.data.toString", undefined],
    ["event.constructor.name == 'Object'", false],
  ])("%s is %s", (source, value) => expect(parseExpression(source)(scope)).toBe(value));
  it.each([
    "",
    "a == 1",
    "event.data.id ==",
    "size(event.data.id) > 1",
    "event.data.id.startsWith('x')",
    "event ? 1 : 2",
    "event.data.id == 'x",
  ])("refuses %s", (source) => expect(() => parseExpression(source)).toThrow(ExpressionError));
});

describe("times", () => {
  it.each([
    ["2s", 2_000],
    ["1h30m", 5_400_000],
    ["500ms", 500],
    ["1w", 604_800_000],
    ["abc", undefined],
    ["1x", undefined],
  ])("%s is %s ms", (text, ms) => expect(parseDuration(text)).toBe(ms));
  it("reads dates as moments", () => {
    expect(parseMoment("2026-01-01T00:00:00.000Z", 0)).toEqual({ at: 1_767_225_600_000, delayMs: null });
    expect(parseMoment("10s", 5)).toEqual({ at: 10_005, delayMs: 10_000 });
  });
  it("backs off as a real server does, with jitter and scale", () => {
    expect([1, 2, 3, 10, 15].map((attempt) => retryDelay(attempt, 1, () => 0))).toEqual([
      15_000, 30_000, 60_000, 7_200_000, 7_200_000,
    ]);
    expect(retryDelay(1, 1, () => 1)).toBe(45_000);
    expect(retryDelay(1, 0.01, () => 0)).toBe(150);
    expect(redeliveryDelay(30, 1, () => 0.5)).toBe(30_000);
  });
  it("bounds Retry-After", () => {
    expect(parseRetryAfter("30", 0)).toBe(30_000);
    expect(parseRetryAfter("0", 0)).toBe(1_000);
    expect(parseRetryAfter("99999999", 0)).toBe(86_400_000);
    expect(parseRetryAfter("1970-01-01T00:00:05.000Z", 2_000)).toBe(3_000);
    expect(parseRetryAfter("soon", 0)).toBeUndefined();
  });
});

describe("throttle", () => {
  it("spaces starts evenly and lets a burst through after a quiet time", () => {
    const pace = { interval: 100, burst: 2 };
    let arrival = 0;
    const starts: number[] = [];
    for (let now = 10_000; now < 10_500; now += 10) {
      const outcome = admit(pace, arrival, now, 10);
      arrival = outcome.arrival;
      for (let n = 0; n < outcome.admitted; n++) starts.push(now);
    }
    expect(starts).toEqual([10_000, 10_000, 10_100, 10_200, 10_300, 10_400]);
  });
  it("does not stall when the clock is set back", () => {
    const { arrival } = admit({ interval: 100, burst: 1 }, 0, 3_600_000, 1);
    expect(admit({ interval: 100, burst: 1 }, arrival, 1_000, 1).nextAt).toBeLessThanOrEqual(1_100);
  });
});

describe("cron slots", () => {
  const at = (iso: string) => Date.parse(iso);
  it("follows the time zone through the change of the clocks", () => {
    const daily = "TZ=Europe/Paris 0 3 * * *";
    expect(nextSlot(daily, at("2026-03-28T12:00:00Z"))).toBe(at("2026-03-29T01:00:00Z"));
    expect(nextSlot(daily, at("2026-03-27T12:00:00Z"))).toBe(at("2026-03-28T02:00:00Z"));
  });
  it("picks the latest of the missed slots", () => {
    expect(latestSlot("*/5 * * * *", at("2026-01-01T10:05:00Z"), at("2026-01-01T10:22:00Z"))).toBe(
      at("2026-01-01T10:20:00Z"),
    );
    expect(latestSlot("*/5 * * * *", at("2026-01-01T10:05:00Z"), at("2026-01-01T10:05:00Z"))).toBe(
      at("2026-01-01T10:05:00Z"),
    );
  });
});

describe("answers", () => {
  const sdk = new Headers({ "x-inngest-sdk": "inngest-js:v4", "x-inngest-req-version": "2" });
  it("tells the SDK's answers from those of something in between", () => {
    expect(readAnswer(500, new Headers(), "<html>", 0).kind).toBe("undelivered");
    expect(readAnswer(200, new Headers(), "{}", 0).kind).toBe("undelivered");
    expect(readAnswer(401, sdk, "{}", 0).kind).toBe("undelivered");
    expect(readAnswer(500, sdk, '{"type":"internal","message":"no such function"}', 0)).toMatchObject({
      kind: "broken",
    });
    expect(readAnswer(206, sdk, "not json", 0).kind).toBe("broken");
    expect(readAnswer(200, sdk, "", 0)).toEqual({ kind: "complete", output: null });
    const failing = new Headers([...sdk, ["x-inngest-no-retry", "false"], ["retry-after", "5"]]);
    expect(readAnswer(500, failing, '{"name":"E","message":"m"}', 0)).toMatchObject({
      kind: "threw",
      retry: true,
      retryAfterMs: 5_000,
    });
  });
});

it("makes the same id of the same parts, and only of those", () => {
  expect(deterministicId("a", "b")).toBe(deterministicId("a", "b"));
  expect(deterministicId("a", "bc")).not.toBe(deterministicId("ab", "c"));
  expect(deterministicId("x")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
