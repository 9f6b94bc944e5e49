import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bindingError, freePort } from "@/db/embedded/port";
import { runningPostmaster } from "@/db/embedded/postmaster";
import { mayEnter, serverUser } from "@/db/embedded/server-user";
import { isBuilt } from "./build";

const user = serverUser();
/** Building is not what is tried here; `npm test` does it before. */
const built = isBuilt();
let parent: string;
let dataDir: string;
let port: number;

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), "linernotes-serve-"));
  chmodSync(parent, 0o755);
  dataDir = join(parent, "data dir");
  port = await freePort();
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const environment = () => ({
  PATH: process.env.PATH,
  NODE_ENV: "production" as const,
  DATA_DIR: dataDir,
  PORT: String(port),
});

interface Server {
  said: string;
  pid: number;
  ended: Promise<number | null>;
  ready: Promise<void>;
}

function start(
  options: { node?: string[]; env?: Record<string, string>; as?: { uid: number; gid: number } } = {},
): Server {
  const server = spawn(process.execPath, [...(options.node ?? []), join("scripts", "run.cjs"), "start"], {
    ...options.as,
    env: { ...environment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((done) => server.once("close", done));
  const run: Server = { said: "", pid: server.pid ?? 0, ended, ready: Promise.resolve() };
  run.ready = new Promise((done, fail) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        run.said += chunk.toString();
        if (run.said.includes("Sign in once at")) done();
      });
    }
    void ended.then(() => fail(new Error(run.said)));
  });
  run.ready.catch(() => {});
  return run;
}

/** One sentence on its own, and exit code 1. */
async function refusal(server: Server): Promise<string> {
  expect(await server.ended).toBe(1);
  expect(server.said.trim().split("\n")).toHaveLength(1);
  return server.said;
}

describe("what keeps it from starting is one sentence and exit code 1:", () => {
  test("too old a Node", async () => {
    const pretend = join(parent, "old.cjs");
    writeFileSync(
      pretend,
      "Object.defineProperty(process, 'versions', {value: {...process.versions, node: '18.19.0'}})",
    );
    expect(await refusal(start({ node: ["-r", pretend] }))).toContain(
      "needs Node 20.9 or newer; this is Node 18.19.0",
    );
  });

  test("a taken port", async () => {
    const squatter = createServer().listen(port, "127.0.0.1");
    expect(await refusal(start())).toContain(`Port ${port} is taken`);
    squatter.close();
  });

  test("an address of some other machine", async () => {
    expect(await refusal(start({ env: { HOST: "192.0.2.1" } }))).toContain("192.0.2.1 is not an address");
  });

  test("a data folder that may not be written", async ({ skip }) => {
    skip(Boolean(user) && !mayEnter(process.cwd(), user), "needs a checkout that others may enter");
    chmodSync(parent, 0o555);
    const said = await refusal(start(user ? { as: user } : {}));
    expect(said).toMatch(/No permission .*data dir/);
    chmodSync(parent, 0o755);
  });

  test("a full disk", async ({ skip }) => {
    skip(!user || !built, "needs root, to make a small file system, and a build");
    const small = spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", parent]);
    skip(small.status !== 0, "may not mount here");
    try {
      chmodSync(parent, 0o755);
      expect(await refusal(start())).toContain("The disk is full");
    } finally {
      spawnSync("umount", [parent]);
    }
  });
});

describe.runIf(built)("a running server", () => {
  test("refuses a second one, stops completely, and survives SIGKILL", { timeout: 60_000 }, async () => {
    const first = start();
    await first.ready;
    expect(first.said).toContain(`Ready at http://127.0.0.1:${port}\n`);
    expect(readFileSync(join(dataDir, "owner-token"), "utf8")).toMatch(/^\S{20,}\n$/);

    expect(await redirectOf("localhost")).toBe(`http://127.0.0.1:${port}/library?q=a`);
    expect(await redirectOf("127.0.0.1")).toBeUndefined();

    const second = start({ env: { PORT: String(await freePort()) } });
    expect(await refusal(second)).toContain(`Another Linernotes (process ${first.pid}, port ${port})`);

    process.kill(first.pid, "SIGTERM");
    expect(await first.ended).toBe(0);
    await everythingGone();

    const killed = start();
    await killed.ready;
    process.kill(killed.pid, "SIGKILL");
    await killed.ended;
    const again = start();
    await again.ready;
    process.kill(again.pid, "SIGINT");
    expect(await again.ended).toBe(0);
    await everythingGone();
  });
});

/** Where the app sends a browser that came under the given name. */
function redirectOf(name: string): Promise<string | undefined> {
  const asked = {
    host: "127.0.0.1",
    port,
    path: "/library?q=a",
    headers: { host: `${name}:${port}` },
    agent: false,
  };
  return new Promise((done, fail) => {
    get(asked, (answer) => {
      answer.resume();
      const { location } = answer.headers;
      done(location?.includes("/library") ? location : undefined);
    }).once("error", fail);
  });
}

async function everythingGone(): Promise<void> {
  expect(await bindingError(port)).toBeUndefined();
  expect(runningPostmaster(join(dataDir, "postgres"))).toBeUndefined();
  expect(existsSync(join(dataDir, "lock"))).toBe(false);
}
