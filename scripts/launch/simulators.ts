import { join } from "node:path";
import { StartupProblem } from "@/db/embedded/problem";
import { Child } from "./child";
import { simulationSpeed } from "./environment";
import { keptPorts } from "./ports";
import { ROOT, type Settings } from "./settings";

/** Ports that the simulators may use from their base port on. */
const PORTS = 10;

type Variables = Record<string, string | undefined>;

/** Starts the provider simulators and answers with what the app must know of them. */
export async function startSimulators(
  given: Variables,
  settings: Settings,
  onGivenUp: () => void,
): Promise<{ child: Child; simulated: Variables }> {
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
        if (line.startsWith("{")) done({ child, simulated: settingsIn(JSON.parse(line)) });
      },
      onGivenUp: () => {
        fail(new StartupProblem("The provider simulators do not start; the reason is above."));
        onGivenUp();
      },
    });
    child.start();
  });
}

/** Everything in the line that is named like a setting, at whatever depth. */
function settingsIn(value: unknown): Variables {
  if (value === null || typeof value !== "object") return {};
  return Object.entries(value).reduce<Variables>((found, [key, inner]) => {
    if (typeof inner === "string" && /^[A-Z][A-Z_]+$/.test(key)) return { ...found, [key]: inner };
    return { ...found, ...settingsIn(inner) };
  }, {});
}
