/** The one place where the wall clock is read. Use cases get a clock with their context. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
