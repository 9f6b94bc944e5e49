import { existsSync } from "node:fs";
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
import { startSimulators } from "./simulators";

const CHILD_PATIENCE = 4_000;

/** Starts the whole server and keeps it running until told to stop. */
export async function serve(options: { demo: boolean }): Promise<void> {
  const settings = readSettings(process.env, options.demo);
  const shutdown = new Shutdown();
  shutdown.listen();
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

  const { appUrl, cluster } = await step("Preparing the database", () =>
    openDatabase(settings, secrets, (line) => console.log(line)),
  );
  if (cluster) {
    const password = secrets.DATABASE_OWNER_PASSWORD;
    const onGivenUp = () => giveUp("the database", shutdown);
    shutdown.add(keepDatabase(cluster, { dataDir: settings.dataDir, password, onGivenUp }));
  }
  const access = await prepareOwner(settings, appUrl);

  const start = (plan: Pick<ChildPlan, "name" | "args" | "env">) => {
    const child = new Child({ ...plan, cwd: ROOT, onGivenUp: () => giveUp(plan.name, shutdown) });
    child.start();
    return child;
  };
  const children: Child[] = [];
  shutdown.add(async () => {
    await Promise.all(children.map((child) => child.stop(CHILD_PATIENCE)));
  });

  let simulated: Known["simulated"] = {};
  if (settings.demo && existsSync(join(ROOT, "simulators", "main.ts"))) {
    const name = "the provider simulators";
    const started = await step("Starting the provider simulators", () =>
      startSimulators(process.env, settings, () => giveUp(name, shutdown)),
    );
    children.push(started.child);
    simulated = started.simulated;
  }

  const signingKey = settings.externalInngest ? undefined : newSigningKey();
  const known: Known = { settings, secrets, databaseUrl: appUrl, signingKey, simulated };
  const next = join("node_modules", "next", "dist", "bin", "next");
  children.push(
    start({
      name: "the app",
      args: [next, "start", "-p", String(settings.port), "-H", settings.host],
      env: appEnvironment(process.env, known),
    }),
  );
  if (signingKey && existsSync(join(ROOT, "inngest", "executor", "main.ts"))) {
    children.push(
      start({
        name: "the job engine",
        args: ["--import", "tsx", join("inngest", "executor", "main.ts")],
        env: engineEnvironment(process.env, known),
      }),
    );
  }

  await step("Starting the app", () => waitUntilHealthy(settings.origin, () => shutdown.begun));
  console.log(`Ready at ${settings.origin}`);
  if (access) console.log(`Sign in: ${access.signInLink}`);
  if (settings.demo && access) await seedDemo({ origin: settings.origin, token: access.token });
}

function giveUp(name: string, shutdown: Shutdown): void {
  if (shutdown.begun) return;
  console.error(
    `${capitalised(name)} ended three times right after its start, so Linernotes stops; the reason is above.`,
  );
  void shutdown.exit(1);
}
