import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

export interface ChildPlan {
  /** As a person would call it: "the app", "the job engine". */
  name: string;
  /** Arguments to Node. */
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  /** Gets each line the child prints; without it standard output is dropped. */
  onLine?: (line: string) => void;
  /** Called when the child has died three times right after its start, and is not started again. */
  onGivenUp: () => void;
}

const QUICK = 10_000;
const QUICK_DEATHS = 3;

/**
 * A child process that is started again when it dies. It has its own session, so that Ctrl-C reaches only us and we choose the
 * order of stopping; and a channel to us, whose end tells it that we were killed.
 */
export class Child {
  #process: ChildProcess | undefined;
  #stopping = false;
  #quickDeaths = 0;

  constructor(private readonly plan: ChildPlan) {}

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  start(): void {
    const { args, cwd, env, onLine } = this.plan;
    const began = Date.now();
    const child = spawn(process.execPath, args, {
      cwd,
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", onLine ? "pipe" : "ignore", "inherit", "ipc"],
    });
    this.#process = child;
    if (onLine && child.stdout) createInterface({ input: child.stdout }).on("line", onLine);
    let over = false;
    const ended = (how: string) => {
      if (over) return;
      over = true;
      void this.#ended(how, Date.now() - began);
    };
    child.once("exit", (code, signal) => ended(signal ?? `code ${code}`));
    child.once("error", (error) => ended(error.message));
  }

  async #ended(how: string, lived: number): Promise<void> {
    this.#process = undefined;
    if (this.#stopping) return;
    this.#quickDeaths = lived < QUICK ? this.#quickDeaths + 1 : 1;
    if (this.#quickDeaths >= QUICK_DEATHS) {
      this.plan.onGivenUp();
      return;
    }
    console.error(`${capitalised(this.plan.name)} ended (${how}); starting it again.`);
    await sleep(500 * 2 ** (this.#quickDeaths - 1));
    if (!this.#stopping) this.start();
  }

  /** SIGTERM, and SIGKILL for what still runs after `patience`. */
  async stop(patience: number): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), patience);
    await gone;
    clearTimeout(late);
  }
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
