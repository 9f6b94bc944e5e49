import { join } from "node:path";
import { command } from "./launch/command";
import { ensureBuilt } from "./launch/build";
import { runTool } from "./launch/tool";

let stopTool = () => {};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    stopTool();
    process.exit(1);
  });
}
const onStart = (kill: () => void) => (stopTool = kill);

/**
 * The long form of the tests that kill and take away: twenty kills, a database away for a minute, and the providers'
 * real pace. CHAOS_SEED=N repeats the moments of an earlier soak; it is among the first lines printed.
 */
await command(async () => {
  await ensureBuilt(onStart);
  const seed = process.env.CHAOS_SEED ?? String(Date.now() % 1_000_000);
  console.log(`Soaking with CHAOS_SEED=${seed}: this takes half an hour or so …`);
  const began = Date.now();
  const { ok, output } = await runTool(
    [join("node_modules", "vitest", "vitest.mjs"), "run", "tests/chaos", "--maxWorkers=1"],
    {
      onStart,
      env: { CHAOS_SEED: seed, CHAOS_KILLS: "20", CHAOS_SPEED: "1", CHAOS_AWAY_MS: "60000" },
    },
  );
  console.log(output.trimEnd());
  console.log(`soak: ${ok ? "ok" : "FAILED"}, ${((Date.now() - began) / 60_000).toFixed(0)} min`);
  process.exit(ok ? 0 : 1);
});
