import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { StartupProblem } from "@/db/embedded/problem";
import { findChromium } from "@/tests/support/chromium";
import { step } from "../launch/command";
import { runTool } from "../launch/tool";

const BY_HAND =
  "Chromium is missing and could not be installed: run “npx playwright install --with-deps chromium” or " +
  "“sudo apt-get install chromium”, or set CHROME to one, or SKIP_BROWSER=1 to leave the browser tests out.";

/** Sees to it that there is a Chromium for the browser tests: Playwright's own, or Debian's where that cannot be downloaded. */
export async function ensureChromium(): Promise<void> {
  if (findChromium()) return;
  const cli = join("node_modules", "@playwright", "test", "cli.js");
  await step("Downloading Chromium", () =>
    runTool([cli, "install", "chromium"], { env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" } }),
  );
  if (findChromium()) return;
  if (process.getuid?.() === 0) {
    console.log("Installing Debian's Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const apt = (...args: string[]) => spawnSync("apt-get", args, { env, stdio: "ignore" }).status === 0;
    const install = () => apt("install", "-y", "--no-install-recommends", "chromium");
    if (!install() && apt("update")) install();
  }
  if (!findChromium()) throw new StartupProblem(BY_HAND);
}
