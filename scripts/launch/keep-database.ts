import { setTimeout as sleep } from "node:timers/promises";
import { startCluster, type Cluster } from "@/db/embedded";

const QUICK = 10_000;
const QUICK_DEATHS = 3;

/**
 * Starts the embedded server again when it dies; its port stays the same, so the app's pool finds it. Gives the function
 * that stops it for good.
 */
export function keepDatabase(
  first: Cluster,
  options: { dataDir: string; password: string; onGivenUp: () => void },
): () => Promise<void> {
  let current = first;
  let stopping = false;

  const watch = async () => {
    for (let quickDeaths = 0, began = Date.now(); ; began = Date.now()) {
      await current.exited;
      if (stopping) return;
      quickDeaths = Date.now() - began < QUICK ? quickDeaths + 1 : 1;
      if (quickDeaths >= QUICK_DEATHS) return options.onGivenUp();
      console.error("The database ended; starting it again.");
      await sleep(500 * 2 ** (quickDeaths - 1));
      if (stopping) return;
      current = await startCluster(options);
      if (stopping) await current.stop();
    }
  };
  void watch().catch((error: unknown) => {
    console.error(error);
    options.onGivenUp();
  });

  return async () => {
    stopping = true;
    await current.stop();
  };
}
