import { spawn } from "node:child_process";
import type { OwnerAccess } from "./owner";
import { ROOT } from "./settings";

export interface DemoServer {
  origin: string;
  owner: OwnerAccess;
  /** The app's own environment, for what must be done as the app does it. */
  environment: Record<string, string | undefined>;
  /** The owner's consent at the simulated Spotify. */
  spotifyRefreshToken: string | undefined;
}

/**
 * What the demo does once the server is ready: scan the sample folder and enrich it, through the same API that everybody
 * uses. In a process of its own, since it needs the app's settings. Returns how to stop it.
 */
export async function seedDemo(
  server: DemoServer,
  onStart: (stop: () => Promise<void>) => void,
): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/demo-seed.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...server.environment,
      NODE_ENV: "production",
      SEED_ORIGIN: server.origin,
      SEED_OWNER_ID: server.owner.ownerId,
      SEED_TOKEN: server.owner.token,
      SEED_SPOTIFY_REFRESH_TOKEN: server.spotifyRefreshToken,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  onStart(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  await ended;
}
