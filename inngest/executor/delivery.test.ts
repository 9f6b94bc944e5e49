import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { deliverOverHttp, type Deliver, type Engine } from "./index";
import {
  createTestBed,
  deliverTo,
  ended,
  pause,
  RecordingLogger,
  runsOf,
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

const twoSteps = (id: string, calls: string[]) =>
  bed.inngest.createFunction({ id, retries: 0, triggers: [{ event: `test/${id}` }] }, async ({ step }) => {
    await step.run("one", () => calls.push("one"));
    await step.run("two", () => calls.push("two"));
    return "done";
  });

/** Answers like an app that is being restarted, as long as `mode` says so. */
function moody(deliver: Deliver) {
  const state = { mode: "fine" as "fine" | "page" | "refused" | "cut", refused: 0 };
  const wrapped: Deliver = async (request, signal) => {
    if (state.mode !== "fine") state.refused++;
    if (state.mode === "page") return new Response("<html>Internal Server Error</html>", { status: 500 });
    if (state.mode === "refused") throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    if (state.mode === "cut") throw Object.assign(new Error("cut"), { code: "ECONNRESET" });
    return deliver(request, signal);
  };
  return { state, deliver: wrapped };
}

it.each(["page", "refused"] as const)(
  "does not burn retries while the app answers with its own %s",
  async (mode) => {
    const calls: string[] = [];
    const id = `away-${mode}`;
    const { state, deliver } = moody(deliverTo(bed.inngest, [twoSteps(id, calls)]));
    const logger = new RecordingLogger();
    engine = await startEngine(bed, { functions: [], deliver, logger });
    state.mode = mode;
    await bed.inngest.send({ name: `test/${id}`, data: {} });
    await until(() => state.refused >= 4);
    const [waiting] = await runsOf(bed, `app-${id}`);
    expect(waiting?.note).toMatch(
      /^delivery \d+ did not arrive: (HTTP 500 that did not come from|the request failed: ECONNREFUSED)/,
    );
    state.mode = "fine";
    expect((await ended(bed, `app-${id}`))[0]).toMatchObject({ status: "completed", output: "done" });
    expect(calls).toEqual(["one", "two"]);
    expect(logger.lines.filter(({ message }) => message.startsWith("the app"))).toHaveLength(2);
  },
);

it("sends one request at a time while the app is away, however much is queued", async () => {
  const calls: string[] = [];
  const { state, deliver } = moody(deliverTo(bed.inngest, [twoSteps("crowd", calls)]));
  engine = await startEngine(bed, { functions: [], deliver });
  state.mode = "refused";
  await bed.inngest.send(Array.from({ length: 200 }, () => ({ name: "test/crowd", data: {} })));
  await pause(1_500);
  expect(state.refused).toBeLessThan(40);
  state.mode = "fine";
  expect((await ended(bed, "app-crowd", 200, 15_000)).every((run) => run.status === "completed")).toBe(true);
});

it("gives a run up that cuts the connection every time", async () => {
  const { state, deliver } = moody(deliverTo(bed.inngest, [twoSteps("poison", [])]));
  engine = await startEngine(bed, { functions: [], deliver, retryScale: 0.001 });
  state.mode = "cut";
  await bed.inngest.send({ name: "test/poison", data: {} });
  // Brought near the end of its deliveries, so that the test need not sit out the pauses.
  await until(
    async () =>
      (
        await bed.admin`update inngest.queue set deliveries = 19, run_at = 0 where state = 'delayed' returning 1`
      ).length > 0,
  );
  const [run] = await ended(bed, "app-poison");
  expect(run).toMatchObject({
    status: "failed",
    error: { message: "given up after 20 deliveries: the request failed: ECONNRESET" },
  });
});

it("counts a request that takes too long as an attempt, and fails the run in the end", async () => {
  let calls = 0;
  const f = bed.inngest.createFunction(
    { id: "endless", retries: 1, triggers: [{ event: "test/endless" }] },
    ({ step }) =>
      step.run("never", () => {
        calls++;
        return new Promise(() => {});
      }),
  );
  engine = await startEngine(bed, { functions: [f], requestTimeoutMs: 300 });
  await bed.inngest.send({ name: "test/endless", data: {} });
  const [run] = await ended(bed, "app-endless");
  expect(run).toMatchObject({ status: "failed", error: { message: "the app did not answer within 0.3 s" } });
  expect(calls).toBe(2);
});

it("works over HTTP, waits for the app to start, and sees new functions after its restart", async () => {
  const first = bed.inngest.createFunction(
    { id: "http", retries: 0, triggers: [{ event: "test/http" }] },
    ({ step }) => step.run("s", () => 1),
  );
  const second = bed.inngest.createFunction(
    { id: "http-new", retries: 0, triggers: [{ event: "test/http-new" }] },
    () => 2,
  );
  const listen = (functions: InngestFunction.Any[], port: number) =>
    new Promise<Server>((resolve) => {
      const server: Server = createServer(serve({ client: bed.inngest, functions })).listen(
        port,
        "127.0.0.1",
        () => resolve(server),
      );
    });
  const close = (server: Server) =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  const probe = await listen([first], 0);
  const { port } = probe.address() as AddressInfo;
  await close(probe);

  const origin = `http://127.0.0.1:${port}`;
  const starting = startEngine(bed, {
    functions: [],
    deliver: deliverOverHttp(origin),
    appUrl: `${origin}/api/inngest`,
  });
  await pause(300);
  let server = await listen([first], port);
  engine = await starting;
  await bed.inngest.send({ name: "test/http", data: {} });
  expect((await ended(bed, "app-http"))[0]?.output).toBe(1);

  await close(server);
  await bed.inngest.send({ name: "test/http", data: {} });
  await until(async () => (await bed.admin`select 1 from inngest.queue where deliveries > 0`).length > 0);
  server = await listen([first, second], port);
  await ended(bed, "app-http", 2);
  await until(
    async () => (await bed.admin`select 1 from inngest.functions where id = 'app-http-new'`).length === 1,
  );
  await bed.inngest.send({ name: "test/http-new", data: {} });
  expect((await ended(bed, "app-http-new"))[0]?.output).toBe(2);
  await close(server);
});
