import { defineConfig, devices } from "@playwright/test";
import { OWNER_STATE } from "./e2e/support/test";
import { findChromium } from "./tests/support/chromium";

const executablePath = findChromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./tests/support/demo-server.ts",
  // One server, one library: what changes the same things stands in one file, and files do not meet in what they change.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  use: {
    // Set by the global setup, before the workers read this file again.
    baseURL: process.env.E2E_URL,
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "sign-in", testMatch: "*.setup.ts", use: { ...devices["Desktop Chrome"] } },
    {
      name: "journeys",
      dependencies: ["sign-in"],
      use: { ...devices["Desktop Chrome"], storageState: OWNER_STATE },
    },
  ],
});
