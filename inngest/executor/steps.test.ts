import { type GetFunctionInput, type Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "./index";
import { createTestBed, ended, runsOf, startEngine, until, type TestBed } from "./testing/harness";

type Context = GetFunctionInput<Inngest.Any>;
type Handler = (context: Context) => unknown;
type Step = Context["step"];
interface Failure {
  error: Error;
  event: { data: { event: { data: { n: number } } } };
}

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
  bed.inngest.createFunction({ id, retries: 2, triggers: [{ event: `test/${id}` }], ...options }, handler);
const send = (id: string, data: object = {}) => bed.inngest.send({ name: `test/${id}`, data });

describe("steps", () => {
  it("runs steps one after the other, each once, and keeps what they return", async () => {
    const calls: string[] = [];
    const f = fn("sequence", async ({ step, event }) => {
      const a = await step.run("a", (): number => (calls.push("a"), event.data.start + 1));
      const b = await step.run("b", () => (calls.push("b"), { value: a * 2, odd: "\0 \ud800 é" }));
      await step.run("nothing", () => (calls.push("nothing"), undefined));
      return b;
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("sequence", { start: 1 });
    const [run] = await ended(bed, "app-sequence");
    expect(run).toMatchObject({ status: "completed", output: { value: 4 } });
    expect(calls).toEqual(["a", "b", "nothing"]);
  });

  it("starts every function that an event triggers, by its expression", async () => {
    const all = fn("fan-a", () => "a", { triggers: [{ event: "test/fan" }] });
    const some = fn("fan-b", () => "b", {
      triggers: [{ event: "test/fan", if: "event.data.kind == 'b' && event.data.n == 2" }],
    });
    engine = await startEngine(bed, { functions: [all, some] });
    await bed.inngest.send([
      { name: "test/fan", data: { kind: "b", n: 2 } },
      { name: "test/fan", data: { kind: "c", n: 2 } },
    ]);
    await ended(bed, "app-fan-a", 2);
    expect(await ended(bed, "app-fan-b", 1)).toHaveLength(1);
  });

  it("runs parallel steps at the same time and each once", async () => {
    const calls: string[] = [];
    let together = 0;
    let most = 0;
    const work = (name: string) => async () => {
      calls.push(name);
      most = Math.max(most, ++together);
      await new Promise((resume) => setTimeout(resume, 250));
      together--;
      return name;
    };
    const f = fn("parallel", async ({ step }) => {
      const chain = async () => (await step.run("c1", work("c1"))) + (await step.run("c2", work("c2")));
      const results = await Promise.all([step.run("a", work("a")), step.run("b", work("b")), chain()]);
      return [...results, await step.run("last", work("last"))];
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("parallel");
    const [run] = await ended(bed, "app-parallel");
    expect(run).toMatchObject({ status: "completed", output: ["a", "b", "c1c2", "last"] });
    expect(calls.toSorted()).toEqual(["a", "b", "c1", "c2", "last"]);
    expect(most).toBe(3);
  });

  it("sleeps, and sleeps until a date", async () => {
    const f = fn("sleeping", async ({ step }) => {
      const from = await step.run("from", () => Date.now());
      await step.sleep("nap", "1s");
      const mid = await step.run("mid", () => Date.now());
      await step.sleepUntil("date", new Date(mid + 500));
      const to = await step.run("to", () => Date.now());
      return [mid - from, to - mid];
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("sleeping");
    const [run] = await ended(bed, "app-sleeping");
    const [nap, date] = run?.output as [number, number];
    expect(nap).toBeGreaterThanOrEqual(1_000);
    expect(nap).toBeLessThan(10_000);
    expect(date).toBeGreaterThanOrEqual(490);
    expect(date).toBeLessThan(10_000);
  });

  it("sends events from a step once, although the function is called again", async () => {
    const f = fn("sender", async ({ step }) => {
      const { ids } = await step.sendEvent("send", [
        { name: "test/sent", data: { n: 1 } },
        { name: "test/sent", data: { n: 2 } },
      ]);
      await step.run("after", () => null);
      return ids.length;
    });
    const g = fn("receiver", ({ event }) => event.data.n, { triggers: [{ event: "test/sent" }] });
    engine = await startEngine(bed, { functions: [f, g] });
    await send("sender");
    expect((await ended(bed, "app-sender"))[0]?.output).toBe(2);
    expect((await ended(bed, "app-receiver", 2)).map((run) => run.output).toSorted()).toEqual([1, 2]);
  });

  it("waits for the event that fits, and gives null when none comes in time", async () => {
    const f = fn("waiter", async ({ step }) => {
      const hit = await step.waitForEvent("hit", { event: "test/answer", timeout: "20s", match: "data.id" });
      const miss = await step.waitForEvent("miss", {
        event: "test/never",
        timeout: "1s",
        if: "async.data.x == 1",
      });
      return { hit: hit?.data.text, miss };
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("waiter", { id: "one" });
    await until(
      async () =>
        (await bed.admin`select 1 from inngest.waits where event_name = 'test/answer'`).length === 1,
    );
    await bed.inngest.send([
      { name: "test/answer", data: { id: "two", text: "wrong" } },
      { name: "test/answer", data: { id: "one", text: "right" } },
    ]);
    expect((await ended(bed, "app-waiter"))[0]?.output).toEqual({ hit: "right", miss: null });
  });

  it("invokes another function and gets its result, its error, or a timeout", async () => {
    const child = fn(
      "child",
      ({ event }) => {
        if (event.data.fail) throw new NonRetriableError("child says no");
        return event.data.n * 10;
      },
      { triggers: [] },
    );
    const slow = fn("slow-child", async ({ step }) => step.sleep("long", "1m"), { triggers: [] });
    const parent = fn("parent", async ({ step }) => {
      const good = await step.invoke("good", { function: child, data: { n: 4 } });
      const bad = await step
        .invoke("bad", { function: child, data: { fail: true } })
        .catch((error: Error) => error.message);
      const late = await step
        .invoke("late", { function: slow, data: {}, timeout: "1s" })
        .catch((error: Error) => error.message);
      return { good, bad, late };
    });
    engine = await startEngine(bed, { functions: [parent, child, slow] });
    await send("parent");
    expect((await ended(bed, "app-parent"))[0]?.output).toEqual({
      good: 40,
      bad: "child says no",
      late: "the invoked function did not finish in time",
    });
  });
});

describe("errors", () => {
  it("retries a step with back-off and keeps the steps before it", async () => {
    let [before, tries] = [0, 0];
    const f = fn("flaky", async ({ step }) => {
      await step.run("before", () => ++before);
      return step.run("flaky", () => {
        if (++tries < 3) throw new Error("not yet");
        return tries;
      });
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("flaky");
    expect((await ended(bed, "app-flaky"))[0]).toMatchObject({ status: "completed", output: 3 });
    expect(before).toBe(1);
  });

  it("lets the function catch a step whose retries are spent, and fails the run when it does not", async () => {
    let tries = 0;
    const failing = (step: Step) =>
      step.run("failing", () => {
        tries++;
        throw new Error("always");
      });
    const catching = fn("catching", async ({ step }) =>
      failing(step).catch((error: Error) => `caught ${error.message}`),
    );
    const throwing = fn("throwing", async ({ step }) => failing(step), { retries: 0 });
    engine = await startEngine(bed, { functions: [catching, throwing] });
    await send("catching");
    expect((await ended(bed, "app-catching"))[0]).toMatchObject({
      status: "completed",
      output: "caught always",
    });
    expect(tries).toBe(3);
    await send("throwing");
    expect((await ended(bed, "app-throwing"))[0]).toMatchObject({
      status: "failed",
      error: { message: "always" },
    });
  });

  it("waits as long as Retry-After asks", async () => {
    const at: number[] = [];
    const f = fn("retry-after", async ({ step }) =>
      step.run("busy", () => {
        at.push(Date.now());
        if (at.length === 1) throw new RetryAfterError("busy", "2s");
      }),
    );
    engine = await startEngine(bed, { functions: [f] });
    await send("retry-after");
    await ended(bed, "app-retry-after");
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_990);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeLessThan(12_000);
  });

  it("does not retry NonRetriableError, and tells onFailure", async () => {
    let tries = 0;
    const failures: unknown[] = [];
    const f = fn(
      "fatal",
      () => {
        tries++;
        throw new NonRetriableError("hopeless");
      },
      {
        onFailure: ({ error, event }: Failure) =>
          void failures.push([error.message, event.data.event.data.n]),
      },
    );
    engine = await startEngine(bed, { functions: [f] });
    await send("fatal", { n: 7 });
    expect((await ended(bed, "app-fatal"))[0]).toMatchObject({
      status: "failed",
      error: { message: "hopeless" },
    });
    await ended(bed, "app-fatal-failure");
    expect(tries).toBe(1);
    expect(failures).toEqual([["hopeless", 7]]);
  });

  it("fails a run whose function itself throws after its retries", async () => {
    let tries = 0;
    const f = fn("throws", () => {
      tries++;
      throw new TypeError("broken function");
    });
    engine = await startEngine(bed, { functions: [f] });
    await send("throws");
    expect((await ended(bed, "app-throws"))[0]).toMatchObject({
      status: "failed",
      error: { name: "TypeError", message: "broken function" },
    });
    expect(tries).toBe(3);
  });
});

it("leaves nothing behind in queue and waits", async () => {
  expect(
    await bed.admin`select * from inngest.waits w join inngest.runs r on r.id = w.run_id where r.status not in ('queued', 'running')`,
  ).toHaveLength(0);
  expect((await runsOf(bed)).length).toBeGreaterThan(10);
});
