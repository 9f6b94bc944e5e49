import type { Answer } from "./protocol/answer";
import type { Clock } from "./types";

/**
 * Keeps the engine from taking item after item while the app is away: after a delivery that did not arrive it
 * sends one request at a time, after growing pauses, until one arrives.
 */
export class AppGate {
  private failures = 0;
  private closedUntil = 0;

  constructor(private readonly clock: Clock) {}

  /** How many more requests may be sent now. */
  room(executing: number): number {
    if (this.failures === 0) return Number.POSITIVE_INFINITY;
    if (this.clock.monotonic() < this.closedUntil) return 0;
    return executing === 0 ? 1 : 0;
  }

  /** Milliseconds until it is worth trying; undefined while the app is there. */
  get retryIn(): number | undefined {
    return this.failures === 0 ? undefined : Math.max(10, this.closedUntil - this.clock.monotonic());
  }

  saw(answer: Answer, away: (reason: string) => void, back: () => void): void {
    if (answer.kind === "undelivered") {
      this.failures++;
      this.closedUntil = this.clock.monotonic() + Math.min(100 * 2 ** Math.min(this.failures, 6), 2_000);
      if (this.failures === 1) away(answer.reason);
    } else if (answer.kind !== "timeout" && answer.kind !== "broken" && this.failures > 0) {
      this.failures = 0;
      back();
    }
  }
}
