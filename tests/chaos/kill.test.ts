import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  importLines,
  readRun,
  runEnds,
  startSimulated,
  trigger,
  type SimulatedServer,
} from "@/tests/support/real-run";
import { chance, KILLS, outcome, repeated, requestCounts, sampleLines, SEED, SPEED } from "./support";

const ALBUMS = 25;
/** Spotify, MusicBrainz and Deezer: each has at most one request under way for a library. */
const PROVIDERS = 3;
const PATIENCE_MS = 60_000 + 600_000 / SPEED;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The whole server, as a person starts it, killed by SIGKILL in the middle of an enrichment, again and again. */
describe("a server that is killed", { timeout: PATIENCE_MS * 3 }, () => {
  let calm: Awaited<ReturnType<typeof outcome>>;
  let calmRequests: Map<string, number>;
  let calmSeconds = 0;
  let lines: Record<string, unknown>[];
  let server: SimulatedServer;

  beforeAll(async () => {
    lines = await sampleLines(ALBUMS);
    server = await startSimulated({ speed: SPEED });
    await importLines(server.server, lines);
    const began = performance.now();
    const run = await runEnds(server.server, await trigger(server.server), PATIENCE_MS);
    calmSeconds = (performance.now() - began) / 1_000;
    expect(run.status).toBe("completed");
    calm = await outcome(server.server);
    calmRequests = requestCounts(server.simulators);
    expect(calm.links.length).toBeGreaterThan(ALBUMS);
  }, PATIENCE_MS * 2);
  afterAll(() => server?.close(), 30_000);

  it(`ends with the same links and candidates after ${KILLS} kills`, async () => {
    const random = chance(SEED);
    console.log(
      `CHAOS_SEED=${SEED}: ${KILLS} kills of a run that takes ${calmSeconds.toFixed(1)} s undisturbed.`,
    );
    const struck = await startSimulated({ speed: SPEED });
    try {
      await importLines(struck.server, lines);
      const id = await trigger(struck.server);
      let during = 0;
      for (let kill = 1; kill <= KILLS; kill++) {
        await pause(random() * (calmSeconds / KILLS) * 1_000);
        const spared = random() < 0.5 ? (["database"] as const) : [];
        await struck.server.kill([...spared]);
        await struck.server.start();
        if (!(await readRun(struck.server, id))?.finished_at) during++;
      }
      const run = await runEnds(struck.server, id, PATIENCE_MS);
      expect(run.status).toBe("completed");
      expect(during, "kills that met a run on its way").toBeGreaterThan(KILLS / 2);
      const after = await outcome(struck.server);
      // A connection that was lost would leave a whole provider out.
      expect(run.waiting_for).toEqual([]);
      expect(after.links).toEqual(calm.links);
      expect(after.candidates).toEqual(calm.candidates);
      expect(after.lookups).toEqual(calm.lookups);
      expect(after.decisions).toEqual(calm.decisions);
      const again = repeated(requestCounts(struck.simulators), calmRequests);
      console.log(`${again.length} requests were repeated, ${KILLS * PROVIDERS} allowed.`);
      expect(again.length).toBeLessThanOrEqual(KILLS * PROVIDERS);
    } finally {
      await struck.close();
    }
  });

  it("answers a stale tab's action with a clear message", async () => {
    const { origin } = server.server;
    for (const path of ["/", "/sign-in", "/review"]) {
      const answer = await fetch(new URL(path, origin), {
        method: "POST",
        redirect: "manual",
        headers: { "next-action": "40".padEnd(42, "f"), "content-type": "text/plain;charset=UTF-8", origin },
        body: "[]",
      });
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.headers.get("x-nextjs-action-not-found"), path).toBe("1");
      expect(await answer.text()).toMatch(/server action/i);
    }
  });

  it("sends a browser to the sign-in page whose cookie an older secret made", async () => {
    const real = server.server;
    const cookie = await signIn(real.origin, new URL(real.signInLink).searchParams.get("token") ?? "");
    const open = (path: string) =>
      fetch(new URL(path, real.origin), { headers: { cookie }, redirect: "manual" });
    expect((await open("/")).status).toBe(200);
    expect((await open("/api/enrichment/status")).status).toBe(200);

    await real.stop();
    await real.start({ NEXTAUTH_SECRET: "another secret of sufficient length" });
    const page = await open("/");
    expect([302, 303, 307]).toContain(page.status);
    expect(page.headers.get("location")).toMatch(/\/sign-in$/);
    expect((await open("/sign-in")).status).toBe(200);
    expect((await open("/api/enrichment/status")).status).toBe(401);
    // And a new link signs in again.
    const fresh = await signIn(real.origin, new URL(real.signInLink).searchParams.get("token") ?? "");
    expect((await fetch(real.origin, { headers: { cookie: fresh }, redirect: "manual" })).status).toBe(200);
  });
});

/** As the sign-in page does it: a token of the form first, then the link's secret. Gives the session's cookie. */
async function signIn(origin: string, token: string): Promise<string> {
  const form = await fetch(new URL("/api/auth/csrf", origin));
  const { csrfToken } = (await form.json()) as { csrfToken: string };
  const answer = await fetch(new URL("/api/auth/callback/link", origin), {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(form) },
    body: new URLSearchParams({ csrfToken, token, json: "true" }),
  });
  return cookies(answer);
}

function cookies(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
