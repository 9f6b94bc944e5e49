import type { OwnerAccess } from "./owner";

export interface DemoServer {
  origin: string;
  owner: OwnerAccess;
  /** The app's own environment, for what must be done as the app does it. */
  environment: Record<string, string | undefined>;
  /** The owner's consent at the simulated Spotify. */
  spotifyRefreshToken: string | undefined;
}

/** What the demo does once the server is ready: scan the sample folder and enrich it, through the same API that everybody uses. */
export async function seedDemo(_server: DemoServer): Promise<void> {}
