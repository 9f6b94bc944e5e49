import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { storeSpotifyConnection } from "@/lib/accounts/storeSpotifyConnection";
import { createContext } from "@/lib/server/context";
import { systemClock } from "@/lib/server/clock";
import { env } from "@/lib/server/env";
import { sendLibrary } from "./scan/send-library";

/**
 * Fills the demo: the owner's connection to the simulated Spotify, the sample library, an enrichment run. Runs with the
 * app's own environment; the second time it finds everything done.
 */
const given = z
  .object({
    SEED_ORIGIN: z.url(),
    SEED_OWNER_ID: z.uuid(),
    SEED_TOKEN: z.string(),
    SEED_SPOTIFY_REFRESH_TOKEN: z.string().optional(),
  })
  .parse(process.env);

async function main(): Promise<void> {
  if (given.SEED_SPOTIFY_REFRESH_TOKEN) await connectSpotify(given.SEED_SPOTIFY_REFRESH_TOKEN);
  const { SEED_ORIGIN: server, SEED_TOKEN: token } = given;
  // Under the name that a scan of the folder from the dashboard gives it: the two are the same library.
  const folder = await realpath(join("samples", "library"));
  const { answer } = await sendLibrary({ folder, server, token, source: folder });
  console.log(
    `Sample library: ${answer.received} files, ${answer.tracks_added} tracks new, ${answer.tracks_updated} changed.`,
  );

  const headers = { authorization: `Bearer ${token}` };
  const status = z
    .object({ is_enrichment_needed: z.boolean(), is_running: z.boolean() })
    .parse(await (await fetch(new URL("/api/enrichment/status", server), { headers })).json());
  if (!status.is_enrichment_needed || status.is_running) return;
  await fetch(new URL("/api/enrichment/trigger", server), { method: "POST", headers });
  console.log("Enrichment started; the dashboard shows its progress.");
}

/** The refresh token never changes in the simulator; the first use asks for an access token. */
async function connectSpotify(refreshToken: string): Promise<void> {
  const { db, close } = openDatabase(env().DATABASE_URL, { max: 1 });
  try {
    await storeSpotifyConnection(createContext(db, given.SEED_OWNER_ID), {
      accessToken: "none yet",
      refreshToken,
      expiresAt: systemClock.now(),
      scopes: [],
    });
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  console.error(`The demo could not be filled: ${error instanceof Error ? error.message : "unknown reason"}`);
  process.exitCode = 1;
});
