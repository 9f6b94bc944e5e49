/** The engine's pauses: `sleep` ends early when there is work, `rest` only when the engine stops. */
export class Waker {
  private pending = false;
  private stopped = false;
  private sleeper: (() => void) | undefined;
  private readonly resters = new Set<() => void>();

  wake(): void {
    this.pending = true;
    this.sleeper?.();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
    for (const end of this.resters) end();
  }

  /** Waits for a wake-up, at most `ms`. One that came since the last sleep counts. */
  async sleep(ms: number): Promise<void> {
    if (!this.pending && !this.stopped) await this.pause(ms, (end) => (this.sleeper = end));
    this.sleeper = undefined;
    this.pending = false;
  }

  async rest(ms: number): Promise<void> {
    if (this.stopped) return;
    let registered: (() => void) | undefined;
    await this.pause(ms, (end) => this.resters.add((registered = end)));
    if (registered) this.resters.delete(registered);
  }

  private pause(ms: number, register: (end: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      register(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
