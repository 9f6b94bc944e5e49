import { join } from "node:path";
import { z } from "zod";
import { StartupProblem } from "@/db/embedded/problem";
import { Child } from "./child";
import { simulationSpeed } from "./environment";
import { keptPorts } from "./ports";
import { ROOT, type Settings } from "./settings";

/** Ports that the simulators may use from their base port on. */
const PORTS = 10;

type Variables = Record<string, string | undefined>;

export interface Simulated {
  /** The app's settings that lead it to the simulators. */
  variables: Variables;
  /** Stands for the consent that the demo's owner gave to the simulated Spotify. */
  spotifyRefreshToken: string;
}

/** Starts the provider simulators and answers with what the app must know of them. */
export async function startSimulators(
  given: Variables,
  settings: Settings,
  hooks: { onStart: (child: Child) => void; onGivenUp: () => void },
): Promise<Simulated> {
  const base = await keptPorts(join(settings.dataDir, "simulators.port"), PORTS);
  return new Promise((done, fail) => {
    const child = new Child({
      name: "the provider simulators",
      args: ["--import", "tsx", join("simulators", "main.ts")],
      cwd: ROOT,
      env: {
        ...given,
        NODE_ENV: "production",
        SIM_PORT: String(base),
        SIM_SPEED: simulationSpeed(given, settings),
      },
      onLine: (line) => {
        if (line.startsWith("{")) done(readReadyLine(line));
      },
      onGivenUp: () => {
        fail(new StartupProblem("The provider simulators do not start; the reason is above."));
        hooks.onGivenUp();
      },
    });
    hooks.onStart(child);
    child.start();
  });
}

/** What the simulators print when they listen: their addresses and a Spotify account to use with them. */
const readyLine = z.object({
  urls: z.record(z.string(), z.url()),
  spotify: z.object({ clientId: z.string(), clientSecret: z.string(), refreshToken: z.string() }),
});

function readReadyLine(line: string): Simulated {
  const { urls, spotify } = readyLine.parse(JSON.parse(line));
  const variables = {
    ...urls,
    SPOTIFY_CLIENT_ID: spotify.clientId,
    SPOTIFY_CLIENT_SECRET: spotify.clientSecret,
  };
  return { variables, spotifyRefreshToken: spotify.refreshToken };
}
