import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Cluster, runningCluster, startCluster } from ".";
import { isRunning } from "./process";
import { runningPostmaster } from "./postmaster";
import { mayEnter, serverUser } from "./server-user";

const user = serverUser();
const password = "secret";
let parent: string;
let dataDir: string;
let started: Cluster[];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "linernotes cluster "));
  chmodSync(parent, 0o755);
  dataDir = join(parent, "data");
  started = [];
});

afterEach(async () => {
  for (const cluster of started) await cluster.stop();
  const left = runningPostmaster(join(dataDir, "postgres"));
  if (left) process.kill(left.pid, "SIGKILL");
  rmSync(parent, { recursive: true, force: true });
});

async function start(): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, password });
  started.push(cluster);
  return cluster;
}

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return (await sql.unsafe(text)) as unknown as Row[];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const keep = (cluster: { url(database: string): string }) =>
  query(cluster.url("postgres"), "create table kept (word text); insert into kept values ('here')");
const kept = (cluster: { url(database: string): string }) =>
  query(cluster.url("postgres"), "select word from kept");

describe("an embedded cluster", () => {
  test("starts in a path with a space, asks for the password, keeps its port and its data", async () => {
    const first = await start();
    await keep(first);
    await expect(query(first.url("postgres").replace(password, "wrong"), "select 1")).rejects.toThrow(
      /password/,
    );
    expect(runningCluster(dataDir, password)?.url("x")).toBe(first.url("x"));
    await first.stop();
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
    expect(runningCluster(dataDir, password)).toBeUndefined();

    const second = await start();
    expect(second.port).toBe(first.port);
    expect(await kept(second)).toEqual([{ word: "here" }]);
  });

  test("takes another port when its own was taken in between", async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, "127.0.0.1");
    const second = await start();
    expect(second.port).not.toBe(first.port);
    squatter.close();
  });

  test("recovers from the server's own SIGKILL, and says when it is gone", async () => {
    const first = await start();
    await keep(first);
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    expect(await kept(await start())).toEqual([{ word: "here" }]);
  });

  test("replaces an orphan whose launcher was killed", async () => {
    const orphan = await orphaned();
    expect(isRunning(orphan.pid)).toBe(true);
    await keep({ url: () => orphan.url });
    const next = await start();
    expect(isRunning(orphan.pid)).toBe(false);
    expect(await kept(next)).toEqual([{ word: "here" }]);
  });

  test.each([
    ["of a dead process", () => Promise.resolve(999_999)],
    ["of a process with the same number", () => Promise.resolve(process.pid)],
    ["of a zombie", zombie],
  ])("starts over a pid file %s", async (_case, pid) => {
    const first = await start();
    await keep(first);
    const pidFile = join(dataDir, "postgres", "postmaster.pid");
    const lines = readFileSync(pidFile, "utf8").split("\n");
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    writeFileSync(pidFile, [await pid(), ...lines.slice(1)].join("\n"));
    expect(await kept(await start())).toEqual([{ word: "here" }]);
  });

  test("begins anew after an interrupted first start", async () => {
    mkdirSync(join(dataDir, "postgres.new"), { recursive: true });
    writeFileSync(join(dataDir, "postgres.new", "PG_VERSION"), "18\n");
    if (user) chmodSync(dataDir, 0o711);
    await start();
    expect(existsSync(join(dataDir, "postgres.new"))).toBe(false);
  });

  test("leaves a folder alone that holds something else", async () => {
    const file = join(dataDir, "postgres", "diary.txt");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(file, "mine");
    await expect(start()).rejects.toThrow(/holds no PostgreSQL data/);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test("serves an ordinary user", async ({ skip }) => {
    skip(!user || !mayEnter(process.cwd(), user), "needs root, and a checkout that others may enter");
    if (!user) return;
    chmodSync(parent, 0o777);
    const { url, pid } = await orphaned(user);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    process.kill(pid, "SIGKILL");
  });
});

/** A server whose launcher, a process of its own, was killed. */
async function orphaned(as?: { uid: number; gid: number }): Promise<{ pid: number; url: string }> {
  const launcher = spawn(
    process.execPath,
    ["--import", "tsx", join("db", "embedded", "testing", "hold-cluster.ts"), dataDir],
    { ...as, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, HOME: tmpdir() } },
  );
  const line = await new Promise<string>((said, fail) => {
    createInterface({ input: launcher.stdout }).once("line", said);
    launcher.once("exit", () => fail(new Error("the launcher ended")));
  });
  const gone = new Promise((done) => launcher.once("exit", done));
  launcher.kill("SIGKILL");
  await gone;
  return JSON.parse(line) as { pid: number; url: string };
}

/**
 * A process that has ended and that its parent, who sleeps, never asks about. It outlives the shell's turning into that
 * sleeper: a shell would ask.
 */
async function zombie(): Promise<number> {
  const parent = spawn("/bin/sh", ["-c", "sleep 0.5 & echo $!; exec sleep 20"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pid = await new Promise<number>((said) => {
    createInterface({ input: parent.stdout }).once("line", (line) => said(Number(line)));
  });
  while (!/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8")))
    await new Promise((go) => setTimeout(go, 10));
  parent.unref();
  setTimeout(() => parent.kill(), 15_000).unref();
  return pid;
}
