import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain, StartupProblem } from "@/db/embedded/problem";
import { step } from "./command";
import { ROOT } from "./settings";
import { runTool } from "./tool";

/** What ends up in the build; tests and the launcher itself do not. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "inngest",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

const STAMP = join(ROOT, ".next", "linernotes-sources");

/** Builds the app unless `.next` holds a build of exactly these sources. */
export async function ensureBuilt(onStart: (kill: () => void) => void): Promise<void> {
  const sources = fingerprint();
  if (isBuilt(sources)) return;
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const result = await step("Building the app", () =>
    runTool([next, "build"], { env: { NODE_ENV: "production" }, onStart }),
  );
  if (!result.ok) {
    const known = explain(result.output, "the app was being built");
    if (known instanceof StartupProblem) throw known;
    console.error(result.output.trimEnd());
    throw new StartupProblem("The app could not be built; the reason is above.");
  }
  try {
    writeFileSync(STAMP, sources);
  } catch (error) {
    throw explain(error, "the app was being built");
  }
}

export function isBuilt(sources = fingerprint()): boolean {
  const complete = existsSync(join(ROOT, ".next", "BUILD_ID")) && existsSync(STAMP);
  return complete && readFileSync(STAMP, "utf8") === sources;
}

/** One hash over every source's path and content: times of change mean nothing in a fresh clone. */
function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of SOURCES.flatMap(filesOf))
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  const info = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!info) return [];
  if (info.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((entry) => filesOf(`${path}/${entry}`));
}
