/**
 * Runs the simulators alone: `node --import tsx simulators/main.ts`.
 * SIM_PORT is the first port (4010), SIM_SPEED divides limits and delays (1), SIM_CATALOGUE=full adds the generated
 * artists to the hand-written ones.
 * Prints one line of JSON when all listen; ends on SIGTERM, SIGINT, or when a parent's channel closes.
 */
import { startSimulators } from "./index";

function numberOf(name: string, standard: number): number {
  const value = Number(process.env[name] ?? standard);
  if (Number.isFinite(value) && value >= 0) return value;
  process.stderr.write(`${name} must be a number, not "${process.env[name]}".\n`);
  process.exit(1);
}

const ports = numberOf("SIM_PORT", 4010);
const speed = numberOf("SIM_SPEED", 1) || 1;
const catalogue = process.env.SIM_CATALOGUE || "core";
if (catalogue !== "core" && catalogue !== "full") {
  process.stderr.write(`SIM_CATALOGUE must be core or full, not "${catalogue}".\n`);
  process.exit(1);
}

try {
  const simulators = await startSimulators({ ports, speed, catalogue });
  const { accessToken: _unused, expiresAt: _alsoUnused, ...demo } = simulators.issueSpotifyTokens();
  const stop = () => void simulators.close().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
  process.stdout.write(
    `${JSON.stringify({ ready: true, speed, urls: simulators.urls, spotify: demo, discogs: { token: simulators.discogsToken } })}\n`,
  );
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code;
  const reason = code === "EADDRINUSE" ? `a port from ${ports} on is taken (set SIM_PORT)` : String(error);
  process.stderr.write(`The simulators cannot start: ${reason}.\n`);
  process.exit(1);
}
