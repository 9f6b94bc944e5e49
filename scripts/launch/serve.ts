import { join } from "node:path";
import { ensureBuilt } from "./build";
import { capitalised, Child, type ChildPlan } from "./child";
import { reportAndExit, step } from "./command";
import { openDatabase } from "./database";
import { appEnvironment, engineEnvironment, type Known, newSigningKey } from "./environment";
import { waitUntilHealthy } from "./health";
import { keepDatabase } from "./keep-database";
import { lockDataDir } from "./lock";
import { prepareOwner } from "./owner";
import { requirePort } from "./ports";
import { loadSecrets } from "./secrets";
import { seedDemo } from "./seedDemo";
import { readSettings, ROOT, type Settings } from "./settings";
import { Shutdown } from "./shutdown";
import { type Simulated, startSimulators } from "./simulators";

/**
 * How long a child may take to stop before it is killed. The app waits for its connections, and an open page holds one for
 * as long as it is open; what matters is in the database by then.
 */
const APP_PATIENCE = 1_500;
const PATIENCE = 4_000;

/** Starts the whole server and keeps it running until told to stop. */
export async function serve(options: { demo: boolean }): Promise<void> {
  const settings = readSettings(process.env, options.demo);
  const shutdown = new Shutdown();
  shutdown.listen();
  // A terminal that was closed, a reader that had enough: no reason to stop serving.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    await bringUp(settings, shutdown);
  } catch (error) {
    // A signal in the middle of starting pulls the ground from under it: what then fails is no news.
    if (shutdown.begun) return;
    await shutdown.run();
    reportAndExit(error);
  }
}

async function bringUp(settings: Settings, shutdown: Shutdown): Promise<void> {
  const lock = lockDataDir(settings.dataDir, settings.port);
  shutdown.add(lock.release);
  await requirePort(settings.port, settings.host, lock.tookOver ? 6_000 : 500);
  const secrets = loadSecrets(settings.dataDir);
  await ensureBuilt((kill) => shutdown.add(kill));

  const database = await step("Preparing the database", () =>
    openDatabase(settings, secrets, (line) => console.log(line)),
  );
  if (database.cluster) {
    const password = secrets.DATABASE_OWNER_PASSWORD;
    const onGivenUp = () => giveUp("the database", shutdown);
    shutdown.add(keepDatabase(database.cluster, { dataDir: settings.dataDir, password, onGivenUp }));
  }
  const owner = await prepareOwner(settings, database.appUrl);

  const simulated = settings.demo ? await simulators(settings, shutdown) : undefined;
  const known: Known = {
    ...database,
    settings,
    secrets,
    signingKey: settings.externalInngest ? undefined : newSigningKey(),
    simulated: simulated?.variables ?? {},
  };
  const environment = appEnvironment(process.env, known);
  startServers(known, environment, shutdown);

  await step("Starting the app", () => waitUntilHealthy(settings.origin, () => shutdown.begun));
  console.log(`Ready at ${settings.origin}`);
  console.log(`Sign in once at ${owner.signInLink}`);
  if (!settings.demo) return;
  await seedDemo(
    { origin: settings.origin, owner, environment, spotifyRefreshToken: simulated?.spotifyRefreshToken },
    (stop) => shutdown.add(stop),
  );
}

function simulators(settings: Settings, shutdown: Shutdown): Promise<Simulated> {
  return step("Starting the provider simulators", () =>
    startSimulators(process.env, settings, {
      onStart: (child) => shutdown.add(() => child.stop(PATIENCE)),
      onGivenUp: () => giveUp("the provider simulators", shutdown),
    }),
  );
}

/** The app and, unless a real Inngest server does its work, the job engine. */
function startServers(known: Known, environment: ChildPlan["env"], shutdown: Shutdown): void {
  const { port, host } = known.settings;
  const run = (plan: Pick<ChildPlan, "name" | "args" | "env">) => {
    const child = new Child({ ...plan, cwd: ROOT, onGivenUp: () => giveUp(plan.name, shutdown) });
    child.start();
    return child;
  };
  const next = join("node_modules", "next", "dist", "bin", "next");
  const app = run({
    name: "the app",
    args: [...heapLimits(process.env.NODE_OPTIONS), next, "start", "-p", String(port), "-H", host],
    env: environment,
  });
  const engine = known.signingKey
    ? run({
        name: "the job engine",
        args: ["--import", "tsx", join("inngest", "executor", "main.ts")],
        env: engineEnvironment(process.env, known),
      })
    : undefined;
  shutdown.add(async () => {
    await Promise.all([app.stop(APP_PATIENCE), engine?.stop(PATIENCE)]);
  });
}

/**
 * Left alone, Node takes its share of a large machine's memory before it tidies up: half a gigabyte for what fits into
 * a fifth of that. Whoever sets a limit knows better.
 */
function heapLimits(given = ""): string[] {
  return /--max[-_]old[-_]space[-_]size/.test(given)
    ? []
    : ["--max-old-space-size=1024", "--max-semi-space-size=8"];
}

function giveUp(name: string, shutdown: Shutdown): void {
  if (shutdown.begun) return;
  console.error(
    `${capitalised(name)} ended three times right after its start, so Linernotes stops; the reason is above.`,
  );
  void shutdown.exit(1);
}
