import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./launch/command";
import { ensureBuilt } from "./launch/build";
import { runTool } from "./launch/tool";
import { ensureChromium } from "./testing/chromium";
import { type Counts, countsIn, summary } from "./testing/counts";

const bin = (...path: string[]) => join("node_modules", ...path);
const next = bin("next", "dist", "bin", "next");

let stopTool = () => {};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    stopTool();
    process.exit(1);
  });
}
const onStart = (kill: () => void) => (stopTool = kill);
const tool = (args: string[], env?: Record<string, string>) => runTool(args, { env, onStart });

await command(async () => {
  const withBrowser = process.env.SKIP_BROWSER !== "1";
  if (withBrowser) await ensureChromium();
  const reports = mkdtempSync(join(tmpdir(), "linernotes-reports-"));
  const unit = join(reports, "unit.json");
  const browser = join(reports, "browser.json");

  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  let built = true;
  await check("format", () => tool([bin("prettier", "bin", "prettier.cjs"), "--check", "."]));
  await check("lint", () => tool([bin("eslint", "bin", "eslint.js"), "--max-warnings=0"]));
  await check("types", async () => {
    const generated = await tool([next, "typegen"]);
    return generated.ok ? tool([bin("typescript", "bin", "tsc"), "--noEmit"]) : generated;
  });
  await check("unused code", () => tool([bin("knip", "bin", "knip.js")]));
  await check("build", async () => {
    built = await ensureBuilt(onStart).then(
      () => true,
      (error: unknown) => (console.error(error instanceof Error ? error.message : error), false),
    );
    return { ok: built, output: "" };
  });
  await check(
    "unit and integration tests",
    () =>
      tool([
        bin("vitest", "vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${unit}`,
      ]),
    unit,
  );
  if (withBrowser && built) {
    const args = [
      bin("@playwright", "test", "cli.js"),
      "test",
      "--reporter=line,json",
      "--pass-with-no-tests",
    ];
    await check("browser tests", () => tool(args, { PLAYWRIGHT_JSON_OUTPUT_NAME: browser }), browser);
  }
  rmSync(reports, { recursive: true, force: true });
  if (!withBrowser) console.log("The browser tests were left out, because SKIP_BROWSER=1 is set.");
  console.log(summary(total));
  process.exit(total.failed > 0 ? 1 : 0);

  /** Runs one step and says how it went; a step that fails without a failed test counts as one. */
  async function check(name: string, run: () => Promise<{ ok: boolean; output: string }>, report?: string) {
    const began = Date.now();
    console.log(`${name} …`);
    const { ok, output } = await run();
    if (!ok) console.log(output.trimEnd());
    const counts = report ? countsIn(report) : { passed: 0, failed: 0, skipped: 0 };
    total.passed += counts.passed;
    total.skipped += counts.skipped;
    total.failed += ok ? counts.failed : Math.max(counts.failed, 1);
    const tests = report ? `, ${summary(counts)}` : "";
    console.log(`${name}: ${ok ? "ok" : "FAILED"}, ${((Date.now() - began) / 1_000).toFixed(1)} s${tests}`);
  }
});
