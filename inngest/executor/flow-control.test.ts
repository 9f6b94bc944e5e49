import type { GetFunctionInput, Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ingestEvents, type Engine } from "./index";
import { createTestBed, ended, pause, runsOf, startEngine, until, type TestBed } from "./testing/harness";

type Handler = (context: GetFunctionInput<Inngest.Any>) => unknown;

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

const fn = (id: string, handler: Handler, options: object = {}) =>
  bed.inngest.createFunction({ id, retries: 0, triggers: [{ event: `test/${id}` }], ...options }, handler);
const send = (id: string, ...data: object[]) =>
  bed.inngest.send(data.map((entry) => ({ name: `test/${id}`, data: entry })));

/** Notes when each call began and how many ran at once, in all and by key. */
function meter() {
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const starts: { key: string; at: number }[] = [];
  return {
    most,
    starts,
    async work(key: string, ms: number) {
      starts.push({ key, at: Date.now() });
      for (const name of [key, "all"]) {
        const now = (running.get(name) ?? 0) + 1;
        running.set(name, now);
        most.set(name, Math.max(most.get(name) ?? 0, now));
      }
      await pause(ms);
      for (const name of [key, "all"]) running.set(name, (running.get(name) ?? 1) - 1);
    },
  };
}

describe("throttle", () => {
  it("spaces the starts of a key evenly, in order, and leaves other keys alone", async () => {
    const { starts, work } = meter();
    const order: number[] = [];
    const f = fn(
      "throttled",
      async ({ event }) => {
        if (event.data.key === "a") order.push(event.data.n);
        await work(event.data.key, 1);
      },
      { throttle: { limit: 5, period: "1s", key: "event.data.key" } },
    );
    engine = await startEngine(bed, { functions: [f] });
    await send("throttled", ...[0, 1, 2, 3, 4, 5].map((n) => ({ key: "a", n })), { key: "b" });
    await ended(bed, "app-throttled", 7);
    const a = starts.filter(({ key }) => key === "a").map(({ at }) => at);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
    for (let n = 1; n < a.length; n++) {
      // The engine spaces the starts; the calls arrive a few milliseconds later, on a busy machine more.
      expect((a[n] ?? 0) - (a[n - 1] ?? 0)).toBeGreaterThan(100);
      expect((a[n] ?? 0) - (a[0] ?? 0)).toBeGreaterThan(200 * n - 80);
    }
    expect(starts.find(({ key }) => key === "b")?.at).toBeLessThan(a[5] ?? 0);
  });

  it("lets a burst start at once", async () => {
    const { starts, work } = meter();
    const f = fn("burst", () => work("x", 1), { throttle: { limit: 2, period: "1s", burst: 3 } });
    engine = await startEngine(bed, { functions: [f] });
    await send("burst", {}, {}, {}, {});
    await ended(bed, "app-burst", 4);
    const [first, , third, fourth] = starts.map(({ at }) => at);
    expect((fourth ?? 0) - (first ?? 0)).toBeGreaterThan(400);
    // Nothing holds the third back; the fourth waits for its time.
    expect((third ?? 0) - (first ?? 0)).toBeLessThan((fourth ?? 0) - (first ?? 0));
  });

  it("does not save up starts while concurrency holds them back", async () => {
    const { starts, work } = meter();
    const f = fn("both", ({ event }) => work("x", event.data.ms), {
      throttle: { limit: 10, period: "1s" },
      concurrency: 3,
    });
    engine = await startEngine(bed, { functions: [f] });
    await send(
      "both",
      { ms: 800 },
      { ms: 800 },
      { ms: 800 },
      ...Array.from({ length: 4 }, () => ({ ms: 5 })),
    );
    await ended(bed, "app-both", 7);
    const later = starts.slice(3).map(({ at }) => at);
    expect((later[3] ?? 0) - (later[0] ?? 0)).toBeGreaterThan(170);
  });
});

describe("concurrency", () => {
  it("limits what executes by key", async () => {
    const { most, work } = meter();
    const f = fn("keyed", ({ event }) => work(event.data.key, 60), {
      concurrency: [{ limit: 2, key: "event.data.key" }],
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("keyed", ...["a", "a", "a", "a", "a", "b", "b", "b"].map((key) => ({ key })));
    await ended(bed, "app-keyed", 8);
    expect(most.get("a")).toBe(2);
    expect(most.get("b")).toBe(2);
    expect(most.get("all")).toBeGreaterThan(2);
  });

  it("shares an account-wide limit between functions, beside a limit of their own", async () => {
    const { most, work } = meter();
    const shared = { scope: "account", key: '"provider"', limit: 2 };
    const f = fn("shared-f", () => work("f", 40), { concurrency: [{ limit: 1 }, shared] });
    const g = fn("shared-g", () => work("g", 40), { concurrency: [shared] });
    engine = await startEngine(bed, { functions: [f, g] });
    await send("shared-f", {}, {}, {}, {});
    await send("shared-g", {}, {}, {}, {});
    await Promise.all([ended(bed, "app-shared-f", 4), ended(bed, "app-shared-g", 4)]);
    expect(most.get("f")).toBe(1);
    expect(most.get("all")).toBe(2);
  });

  it("does not count sleeping and waiting runs", async () => {
    const f = fn(
      "sleepers",
      async ({ step }) => {
        await step.sleep("s", "3s");
        return Date.now();
      },
      { concurrency: 1 },
    );
    engine = await startEngine(bed, { functions: [f] });
    const from = Date.now();
    await send("sleepers", {}, {}, {}, {});
    await ended(bed, "app-sleepers", 4);
    // One after the other they would take 12 s.
    expect(Date.now() - from).toBeLessThan(9_000);
  });

  it("limits steps of one run that were planned in parallel", async () => {
    const { most, work } = meter();
    const f = fn(
      "wide",
      ({ step }) => Promise.all([1, 2, 3, 4].map((n) => step.run(`s${n}`, () => work("x", 40)))),
      { concurrency: 2 },
    );
    engine = await startEngine(bed, { functions: [f] });
    await send("wide", {});
    expect((await ended(bed, "app-wide"))[0]?.status).toBe("completed");
    expect(most.get("x")).toBe(2);
  });
});

describe("one run only", () => {
  it("idempotency: one run a key within a day", async () => {
    const f = fn("once", () => null, { idempotency: "event.data.key" });
    engine = await startEngine(bed, { functions: [f] });
    await send("once", { key: 1 }, { key: 2 });
    await send("once", { key: 1 }, { key: 2 });
    await ended(bed, "app-once", 2);
    await pause(150);
    expect(await runsOf(bed, "app-once")).toHaveLength(2);
    await bed.admin`update inngest.dedupe set expires_at = expires_at - 86400001 where scope = 'fn:app-once'`;
    await send("once", { key: 1 });
    await ended(bed, "app-once", 3);
  });

  it("event ids: an id is accepted once within a day, in one batch and in several", async () => {
    const f = fn("dedupe", () => null);
    engine = await startEngine(bed, { functions: [f] });
    const event = { id: "order-1", name: "test/dedupe", data: {} };
    expect(await ingestEvents(bed.app, [event, event])).toEqual(["order-1", "order-1"]);
    await ingestEvents(bed.app, [event]);
    await ended(bed, "app-dedupe");
    await pause(100);
    expect(await runsOf(bed, "app-dedupe")).toHaveLength(1);
    await ingestEvents(bed.app, [event], { now: Date.now() + 86_400_001 });
    await ended(bed, "app-dedupe", 2);
  });

  it("singleton skip: a second run is not made while one is active", async () => {
    const f = fn("single", async ({ step }) => step.sleep("s", "1s"), {
      singleton: { mode: "skip", key: "event.data.key" },
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("single", { key: "a" }, { key: "a" }, { key: "b" });
    await ended(bed, "app-single", 2);
    expect(await runsOf(bed, "app-single")).toHaveLength(2);
    await send("single", { key: "a" });
    await ended(bed, "app-single", 3);
  });

  it("singleton cancel: a newer run takes the place of the active one", async () => {
    const f = fn(
      "latest",
      async ({ step, event }) => {
        await step.sleep("s", "1s");
        return event.data.n;
      },
      { singleton: { mode: "cancel" } },
    );
    engine = await startEngine(bed, { functions: [f] });
    await send("latest", { n: 1 });
    await until(async () => (await runsOf(bed, "app-latest")).some((run) => run.status === "running"));
    await send("latest", { n: 2 });
    const runs = await ended(bed, "app-latest", 2);
    expect(runs.map((run) => run.status)).toEqual(["cancelled", "completed"]);
    expect(runs[1]?.output).toBe(2);
  });

  it("runs start in the order in which their events were accepted", async () => {
    const order: number[] = [];
    const f = fn("ordered", ({ event }) => void order.push(event.data.n));
    const numbers = Array.from({ length: 150 }, (_, n) => n);
    await send("ordered", ...numbers.map((n) => ({ n })));
    engine = await startEngine(bed, { functions: [f], concurrency: 1 });
    await ended(bed, "app-ordered", numbers.length);
    expect(order).toEqual(numbers);
  });

  it("priority: a run is moved forward in the queue", async () => {
    const order: number[] = [];
    const f = fn(
      "ranked",
      async ({ event }) => {
        order.push(event.data.n);
        await pause(30);
      },
      { concurrency: 1, priority: { run: "event.data.priority" } },
    );
    await send(
      "ranked",
      { n: 0, priority: 0 },
      { n: 1, priority: 0 },
      { n: 2, priority: 100 },
      { n: 3, priority: -100 },
    );
    engine = await startEngine(bed, { functions: [f], concurrency: 1 });
    await ended(bed, "app-ranked", 4);
    expect(order).toEqual([2, 0, 1, 3]);
  });
});

describe("cancellation", () => {
  it("cancelOn cancels the runs that fit, between their steps", async () => {
    const f = fn("cancellable", async ({ step }) => step.sleep("s", "3s"), {
      cancelOn: [{ event: "test/stop", match: "data.id" }],
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("cancellable", { id: 1 }, { id: 2 });
    await until(async () => (await bed.admin`select 1 from inngest.waits`).length === 2);
    await bed.inngest.send({ name: "test/stop", data: { id: 2 } });
    const [run] = await ended(bed, "app-cancellable");
    expect(run?.status).toBe("cancelled");
    expect(await bed.admin`select 1 from inngest.waits`).toHaveLength(1);
    const rest = (await runsOf(bed, "app-cancellable")).find(({ status }) => status === "running");
    expect(await engine.cancelRun(rest?.id ?? "")).toBe(true);
    expect(await engine.cancelRun(rest?.id ?? "")).toBe(false);
    expect(await bed.admin`select 1 from inngest.waits`).toHaveLength(0);
  });

  it("a step in flight ends, but nothing comes after it", async () => {
    const calls: string[] = [];
    const f = fn("midway", async ({ step }) => {
      await step.run("one", () => pause(300).then(() => calls.push("one")));
      await step.run("two", () => calls.push("two"));
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("midway", {});
    const run = await until(async () =>
      (await runsOf(bed, "app-midway")).find(({ status }) => status === "running"),
    );
    await engine.cancelRun(run.id);
    await pause(500);
    expect(calls).toEqual(["one"]);
    expect(await bed.admin`select 1 from inngest.queue where run_id = ${run.id}`).toHaveLength(0);
  });
});
