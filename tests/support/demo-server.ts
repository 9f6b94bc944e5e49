import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freePort } from "../../db/embedded/port";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Settings of whoever runs the tests that must not reach the server under test. */
const FOREIGN =
  /^(npm_|INNGEST_|SPOTIFY_|DATABASE_URL$|PUBLIC_URL$|HOST$|LIBRARY_ROOTS$|NEXTAUTH_|ENCRYPTION_KEY$)/i;

/**
 * Runs the demo as a person would, fast and in a folder of its own, and tells the browser tests where it is:
 * E2E_URL, E2E_TOKEN (the owner's bearer token), E2E_SIGN_IN (works once).
 */
export default async function startDemo(): Promise<() => Promise<void>> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "linernotes-e2e-"));
  chmodSync(dataDir, 0o711);
  const kept = Object.entries(process.env).filter(([key]) => !FOREIGN.test(key));
  const demo = spawn(process.execPath, [join(ROOT, "scripts", "run.cjs"), "demo"], {
    cwd: ROOT,
    env: {
      ...Object.fromEntries(kept),
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      SIM_SPEED: "20",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((done) => demo.once("exit", () => done()));
  const stop = async () => {
    demo.kill("SIGTERM");
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };

  const signIn = new Promise<string>((found, fail) => {
    const said: string[] = [];
    createInterface({ input: demo.stdout }).on("line", (line) => {
      said.push(line);
      const link = /^Sign in once at (\S+)/.exec(line)?.[1];
      if (link) found(link);
    });
    void exited.then(() => fail(new Error(`The demo ended instead of becoming ready:\n${said.join("\n")}`)));
  });
  try {
    process.env.E2E_SIGN_IN = await signIn;
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.E2E_URL = `http://127.0.0.1:${port}`;
  process.env.E2E_TOKEN = readFileSync(join(dataDir, "owner-token"), "utf8").trim();
  return stop;
}
