import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * A Chromium that runs here: the one that CHROME names, Debian's, or Playwright's own. Asked for its version, because a
 * downloaded one starts only where the system has its libraries.
 */
export function findChromium(): string | undefined {
  const places = [process.env.CHROME, "/usr/bin/chromium", chromium.executablePath()];
  return places.find((place) => place && existsSync(place) && runs(place));
}

function runs(executable: string): boolean {
  return spawnSync(executable, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}
