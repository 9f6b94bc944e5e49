import { setTimeout as sleep } from "node:timers/promises";
import { StartupProblem } from "@/db/embedded/problem";

const AT_MOST = 60_000;

/** Waits until the app says that it works. */
export async function waitUntilHealthy(origin: string, abandoned: () => boolean): Promise<void> {
  for (const end = Date.now() + AT_MOST; Date.now() < end && !abandoned(); await sleep(50)) {
    try {
      const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) });
      await answer.arrayBuffer();
      if (answer.status < 500) return;
    } catch {
      // Not listening yet.
    }
  }
  throw new StartupProblem("The app did not become ready within a minute; the reason is above.");
}
