import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "./index";
import {
  createTestBed,
  ended,
  pause,
  RecordingLogger,
  runsOf,
  startEngine,
  TestClock,
  until,
  type TestBed,
} from "./testing/harness";

const hour = 3_600_000;
let bed: TestBed;
let engine: Engine | undefined;
beforeAll(async () => {
  bed = await createTestBed();
});
afterEach(async () => {
  await engine?.stop(500);
  engine = undefined;
});
afterAll(() => bed.close());

/** The next full hour of the machine's clock, and the way there. */
const untilNextHour = () => hour - (Date.now() % hour);
const hourly = () =>
  bed.inngest.createFunction(
    { id: "hourly", triggers: [{ cron: "TZ=Europe/Paris 0 * * * *" }] },
    ({ event }) => event.ts,
  );

describe("cron", () => {
  it("starts a run at its slot, once, with two engines", async () => {
    const clock = new TestClock();
    engine = await startEngine(bed, { functions: [hourly()], clock, pollMs: 100 });
    const second = await startEngine(bed, { functions: [hourly()], clock, pollMs: 100 });
    try {
      await pause(200);
      expect(await runsOf(bed, "app-hourly")).toHaveLength(0);
      clock.jump(untilNextHour() + 50);
      const [run] = await ended(bed, "app-hourly");
      expect(Number(run?.output) % hour).toBe(0);
      await pause(400);
      expect(await runsOf(bed, "app-hourly")).toHaveLength(1);
    } finally {
      await second.stop(100);
    }
  });

  it("runs the latest of several missed slots once, after a stop", async () => {
    const clock = new TestClock();
    clock.jump(untilNextHour() + 50 + 5 * hour);
    engine = await startEngine(bed, { functions: [hourly()], clock, pollMs: 100 });
    const runs = await ended(bed, "app-hourly", 2);
    const slots = runs.map((run) => Number(run.output)).toSorted();
    expect(((slots[1] ?? 0) - (slots[0] ?? 0)) / hour).toBe(5);
    await pause(300);
    expect(await runsOf(bed, "app-hourly")).toHaveLength(2);
  });

  it("does not run a slot again when the clock is set back over it", async () => {
    const clock = new TestClock();
    clock.jump(untilNextHour() + 50 + 5 * hour);
    engine = await startEngine(bed, { functions: [hourly()], clock, pollMs: 50 });
    clock.jump(-hour / 2);
    await pause(700);
    clock.jump(hour / 2);
    await pause(700);
    expect(await runsOf(bed, "app-hourly")).toHaveLength(2);
  });
});

describe("a clock that jumps", () => {
  it("back by an hour: new events start at once, retries and sleeps end in their time", async () => {
    const clock = new TestClock();
    const logger = new RecordingLogger();
    let tries = 0;
    const f = bed.inngest.createFunction(
      { id: "back", retries: 1, triggers: [{ event: "test/back" }] },
      async ({ step }) => {
        await step.run("retried", () => {
          if (++tries === 1) throw new Error("once");
        });
        await step.sleep("nap", "2s");
      },
    );
    const g = bed.inngest.createFunction(
      { id: "fresh", triggers: [{ event: "test/fresh" }], throttle: { limit: 10, period: "1s" } },
      () => null,
    );
    engine = await startEngine(bed, { functions: [f, g], clock, logger, retryScale: 0.05 });
    await bed.inngest.send([
      { name: "test/back", data: {} },
      { name: "test/fresh", data: {} },
    ]);
    await until(() => tries === 1);
    clock.jump(-hour);
    const from = performance.now();
    await bed.inngest.send({ name: "test/fresh", data: {} });
    await ended(bed, "app-fresh", 2);
    // By the jumped clock it would be an hour.
    expect(performance.now() - from).toBeLessThan(20_000);
    await until(async () => (await bed.admin`select 1 from inngest.waits`).length === 1);
    clock.jump(-hour);
    await ended(bed, "app-back");
    expect(performance.now() - from).toBeLessThan(40_000);
    expect(logger.lines.some(({ message }) => message === "the clock jumped")).toBe(true);
  });

  it("forth by an hour: steps in flight are not taken from a living engine", async () => {
    const clock = new TestClock();
    let calls = 0;
    const f = bed.inngest.createFunction({ id: "forth", triggers: [{ event: "test/forth" }] }, ({ step }) =>
      step.run("long", async () => {
        calls++;
        await pause(2_500);
      }),
    );
    engine = await startEngine(bed, { functions: [f], clock });
    const second = await startEngine(bed, { functions: [f], clock });
    try {
      await bed.inngest.send({ name: "test/forth", data: {} });
      await until(() => calls === 1);
      clock.jump(hour);
      expect((await ended(bed, "app-forth"))[0]?.status).toBe("completed");
      expect(calls).toBe(1);
    } finally {
      await second.stop(100);
    }
  });
});
