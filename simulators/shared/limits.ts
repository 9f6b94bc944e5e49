/** The two kinds of limits the providers have, both on the monotonic clock. */

/** At most `limit` requests in any `windowMs`. */
export class SlidingWindow {
  private readonly seen = new Map<string, number[]>();
  constructor(
    private readonly limit: (key: string) => number,
    private readonly windowMs: number,
  ) {}

  /** 0 when the request may pass, else the milliseconds until one may. A refused request is not counted. */
  take(key: string, now = performance.now()): number {
    const times = (this.seen.get(key) ?? []).filter((time) => time > now - this.windowMs);
    this.seen.set(key, times);
    if (times.length >= this.limit(key)) return (times[0] ?? now) + this.windowMs - now;
    times.push(now);
    return 0;
  }

  /** Requests in the window that just passed. */
  used(key: string): number {
    return this.seen.get(key)?.length ?? 0;
  }

  reset(): void {
    this.seen.clear();
  }
}

/**
 * One request an interval on average, with a little room for jitter. A refused request counts too, as it does at
 * MusicBrainz: who keeps asking keeps being refused.
 */
export class AverageRate {
  private readonly due = new Map<string, number>();
  constructor(
    private readonly intervalMs: number,
    private readonly burst: number,
  ) {}

  take(key: string, now = performance.now()): boolean {
    const due = Math.max(this.due.get(key) ?? now, now);
    const passes = due - now <= this.intervalMs * (this.burst - 1) + 1;
    const cap = now + this.intervalMs * (this.burst + 5);
    this.due.set(key, Math.min(due + this.intervalMs, cap));
    return passes;
  }

  reset(): void {
    this.due.clear();
  }
}
