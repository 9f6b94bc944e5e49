/** Signals that mean "stop everything in order and leave". */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** All of stopping must fit into this, whatever hangs. */
const AT_MOST = 8_000;

type Undo = () => void | Promise<void>;

/** What has been started so far, undone in reverse order by a signal or by a failure. */
export class Shutdown {
  #undo: Undo[] = [];
  #running: Promise<void> | undefined;

  get begun(): boolean {
    return this.#running !== undefined;
  }

  /** From now on, being told to stop undoes everything and exits with 0. */
  listen(): void {
    for (const signal of SIGNALS) process.on(signal, () => void this.exit(0));
    process.on("uncaughtException", (error) => {
      console.error(error);
      void this.exit(1);
    });
    this.#followNpm();
  }

  add(undo: Undo): void {
    this.#undo.push(undo);
  }

  async exit(code: number): Promise<never> {
    const limit = setTimeout(() => process.exit(code || 1), AT_MOST);
    await this.run();
    clearTimeout(limit);
    process.exit(code);
  }

  run(): Promise<void> {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  async #undoAll(): Promise<void> {
    for (const undo of this.#undo.reverse()) {
      try {
        await undo();
      } catch (error) {
        console.error(error);
      }
    }
  }

  /** npm passes signals on, but not its own SIGKILL: being handed to another parent is how that shows. */
  #followNpm(): void {
    if (!process.env.npm_lifecycle_event) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && !this.begun) void this.exit(0);
    }, 250).unref();
  }
}
