import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createEngine,
  createEventFetch,
  ingestEvents,
  migrateEngine,
  RegistrationRefusedError,
  requestCancel,
  type Engine,
} from "./index";
import {
  appUrl,
  createTestBed,
  deliverTo,
  ended,
  RecordingLogger,
  runsOf,
  signingKey,
  startEngine,
  until,
  type TestBed,
} from "./testing/harness";

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

describe("registration", () => {
  const refused = async (options: object) => {
    const f = bed.inngest.createFunction(
      { id: "odd", triggers: [{ event: "test/odd" }], ...options },
      () => null,
    );
    const one = createEngine({
      sql: bed.adminUrl,
      deliver: deliverTo(bed.inngest, [f]),
      appUrl,
      signingKey,
      logger: new RecordingLogger(),
    });
    try {
      await one.register();
      return "accepted";
    } catch (error) {
      expect(error).toBeInstanceOf(RegistrationRefusedError);
      return (error as Error).message;
    } finally {
      await one.stop();
    }
  };
  it.each([
    ["debounce", { debounce: { period: "10s" } }, 'app-odd: the option "debounce" is not supported'],
    [
      "batchEvents",
      { batchEvents: { maxSize: 10, timeout: "5s" } },
      'app-odd: the option "batchEvents" is not supported',
    ],
    [
      "rateLimit",
      { rateLimit: { limit: 1, period: "10s" } },
      'app-odd: the option "rateLimit" is not supported',
    ],
    ["timeouts", { timeouts: { finish: "10s" } }, 'app-odd: the option "timeouts" is not supported'],
    [
      "jitter",
      { triggers: [{ cron: "* * * * *", jitter: "30s" }] },
      'the option "triggers.0.jitter" is not supported',
    ],
    ["an expression beyond ours", { idempotency: "size(event.data.x)" }, "unknown name size"],
    ["a bad key", { concurrency: [{ limit: 1, key: "foo.bar" }] }, "unknown name foo"],
    ["an account scope without key", { concurrency: [{ limit: 1, scope: "account" }] }, "needs a key"],
    ["a bad cron", { triggers: [{ cron: "61 * * * *" }] }, "cron 61 * * * *"],
    ["a throttle period out of bounds", { throttle: { limit: 1, period: "100ms" } }, "outside 1s to 7d"],
    [
      "an event that never comes",
      { triggers: [{ event: "inngest/function.finished" }] },
      "is not emitted by this engine",
    ],
  ])("refuses %s and says so", async (_, options, message) =>
    expect(await refused(options)).toContain(message),
  );

  it("can be repeated, and a second migration changes nothing", async () => {
    await migrateEngine(bed.admin);
    await Promise.all([migrateEngine(bed.admin), migrateEngine(bed.admin)]);
    expect(await refused({})).toBe("accepted");
    expect(await refused({})).toBe("accepted");
  });

  it("needs the right signing key", async () => {
    const logger = new RecordingLogger();
    const f = bed.inngest.createFunction({ id: "signed", triggers: [{ event: "x" }] }, () => null);
    const one = createEngine({
      sql: bed.adminUrl,
      deliver: deliverTo(bed.inngest, [f]),
      appUrl,
      signingKey: "signkey-test-00",
      logger,
    });
    await expect(one.register()).rejects.toThrow("refused the signature");
    await one.stop();
  });
});

describe("what a run may ask for", () => {
  it("fails a run that uses an operation the engine does not do", async () => {
    const f = bed.inngest.createFunction(
      { id: "signal", retries: 0, triggers: [{ event: "test/signal" }] },
      ({ step }) => step.waitForSignal("wait", { signal: "s", timeout: "10s", onConflict: "fail" }),
    );
    engine = await startEngine(bed, { functions: [f] });
    await bed.inngest.send({ name: "test/signal", data: {} });
    const [run] = await ended(bed, "app-signal");
    expect(run).toMatchObject({
      status: "failed",
      error: { message: "the operation WaitForSignal (step wait) is not supported by this engine" },
    });
  });

  it("fails a run at the 1,001st step", async () => {
    const f = bed.inngest.createFunction(
      { id: "many", retries: 0, triggers: [{ event: "test/many" }] },
      ({ step, event }) =>
        Promise.all(Array.from({ length: event.data.steps }, (_, n) => step.sleep(`s${n}`, "1s"))).then(
          (all) => all.length,
        ),
    );
    engine = await startEngine(bed, { functions: [f] });
    await bed.inngest.send([
      { name: "test/many", data: { steps: 1_001 } },
      { name: "test/many", data: { steps: 1_000 } },
    ]);
    const [over, full] = await ended(bed, "app-many", 2, 15_000);
    expect(over).toMatchObject({ status: "failed", error: { message: "the run has more than 1000 steps" } });
    expect(full).toMatchObject({ status: "completed", output: 1_000 });
  });

  it("fails a run whose step returns more than 4 MB", async () => {
    const f = bed.inngest.createFunction(
      { id: "big", retries: 0, triggers: [{ event: "test/big" }] },
      ({ step, event }) => step.run("big", () => "x".repeat(event.data.size)).then((text) => text.length),
    );
    engine = await startEngine(bed, { functions: [f] });
    await bed.inngest.send([
      { name: "test/big", data: { size: 4 * 1024 * 1024 } },
      { name: "test/big", data: { size: 1024 * 1024 } },
    ]);
    const runs = await ended(bed, "app-big", 2);
    expect(runs.map((run) => run.error?.message ?? run.output)).toEqual([
      "the output of step big is larger than 4194304 bytes",
      1024 * 1024,
    ]);
  });
});

describe("events", () => {
  const event = { name: "test/e", data: {} };
  it("refuses what is too large, unnamed or reserved", async () => {
    await expect(ingestEvents(bed.app, [{ ...event, data: "x".repeat(256 * 1024) }])).rejects.toMatchObject({
      status: 413,
    });
    await expect(ingestEvents(bed.app, [{ name: "", data: {} }])).rejects.toThrow("event 0");
    await expect(ingestEvents(bed.app, [{ ...event, id: "nul\0" }])).rejects.toThrow("NUL");
    await expect(ingestEvents(bed.app, [{ ...event, name: "inngest/function.failed" }])).rejects.toThrow(
      "reserved",
    );
    await expect(bed.inngest.send({ ...event, data: { text: "x".repeat(256 * 1024) } })).rejects.toThrow();
  });

  it("keeps NUL and lone surrogates in data", async () => {
    const [id] = await ingestEvents(bed.app, [{ ...event, data: { text: "a\0b\ud800" } }]);
    const [row] = await bed.admin`select data::text as data from inngest.events where id = ${id ?? ""}`;
    expect(JSON.parse(row?.data)).toEqual({ text: "a\0b\ud800" });
  });

  it("sets aside an event that cannot be turned into runs, and goes on with the others", async () => {
    const f = bed.inngest.createFunction({ id: "aside", triggers: [{ event: "test/aside" }] }, () => null);
    await bed.admin`alter table inngest.runs add constraint no_poison check (event_id <> 'poison')`;
    await ingestEvents(
      bed.app,
      ["a", "poison", "b", "c"].map((id) => ({ id, name: "test/aside" })),
    );
    engine = await startEngine(bed, { functions: [f] });
    await ended(bed, "app-aside", 3);
    const rows = await bed.admin`select id, problem from inngest.events where problem is not null`;
    expect(rows.map((row) => row.id)).toEqual(["poison"]);
    expect(rows[0]).toMatchObject({ id: "poison", problem: expect.stringContaining("no_poison") });
  });

  it("belongs to the sender's transaction", async () => {
    await bed.app
      .begin(async (tx) => {
        await ingestEvents(tx, [{ ...event, id: "rolled-back" }]);
        throw new Error("undo");
      })
      .catch(() => {});
    await bed.app.begin((tx) => ingestEvents(tx, [{ ...event, id: "committed" }]));
    const rows = await bed.admin`select id from inngest.events where id in ('rolled-back', 'committed')`;
    expect(rows.map((row) => row.id)).toEqual(["committed"]);
  });

  it("answers the SDK's event call as a server would", async () => {
    const fetch = createEventFetch(bed.app);
    const post = (path: string, body: string, headers = {}) =>
      fetch(`https://inn.test${path}`, { method: "POST", body, headers });
    const seed = { "x-inngest-event-id-seed": "1700000000000,c2VlZA==" };
    const first = await (await post("/e/key", JSON.stringify([event, event]), seed)).json();
    const again = await (await post("/e/key", JSON.stringify([event, event]), seed)).json();
    expect(first).toMatchObject({ status: 200 });
    expect(new Set(first.ids).size).toBe(2);
    expect(again).toEqual(first);
    expect(await bed.admin`select 1 from inngest.events where id = any(${first.ids}::text[])`).toHaveLength(
      2,
    );
    expect((await post("/e/key", "{")).status).toBe(400);
    expect((await post("/fn/register", "{}")).status).toBe(404);
    expect((await fetch("https://inn.test/e/key")).status).toBe(404);
    const passing = createEventFetch(bed.app, async () => new Response("passed on"));
    expect(await (await passing("https://inn.test/other")).text()).toBe("passed on");
  });

  it("lets the app's role send, read and ask for cancellation, and nothing else", async () => {
    for (const statement of [
      "delete from inngest.runs",
      "insert into inngest.events (id, name, data, ts, received_at) values ('x', 'x', '{}', 0, 0)",
      "update inngest.queue set attempt = 1",
      "create table inngest.mine ()",
    ])
      await expect(bed.app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
    expect(Array.isArray(await bed.app`select id from inngest.runs`)).toBe(true);
    const f = bed.inngest.createFunction({ id: "long", triggers: [{ event: "test/long" }] }, ({ step }) =>
      step.sleep("s", "1m"),
    );
    engine = await startEngine(bed, { functions: [f] });
    await bed.inngest.send({ name: "test/long", data: {} });
    const run = await until(async () => (await runsOf(bed, "app-long"))[0]);
    await requestCancel(bed.app, run.id);
    expect((await ended(bed, "app-long"))[0]?.status).toBe("cancelled");
  });
});
