import { explain, StartupProblem } from "@/db/embedded/problem";

/** Runs a command's body: what a person can mend ends as one sentence and exit code 1, a bug keeps its stack. */
export async function command(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    reportAndExit(error);
  }
}

export function reportAndExit(error: unknown): never {
  const cause = explain(error, "Linernotes was starting");
  console.error(cause instanceof StartupProblem ? cause.message : cause);
  process.exit(1);
}

/** Says what is being done once it takes longer than a second, and how long it took. */
export async function step<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    console.log(`${doing} …`);
  }, 1_000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (said) console.log(`${doing}: ${((Date.now() - began) / 1_000).toFixed(0)} s`);
  }
}
