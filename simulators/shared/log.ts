/** Every request of every simulator, in order of arrival: what the tests of pacing read. */

export interface LogEntry {
  seq: number;
  provider: string;
  method: string;
  /** Path with query, as it arrived. */
  path: string;
  /** "image" requests are outside the providers' API limits. */
  kind: "api" | "image";
  /** Wall clock, ISO 8601. */
  at: string;
  /** Monotonic milliseconds since the simulators started, with fractions. */
  mono: number;
  /** 0 until answered, and for a dropped connection. */
  status: number;
  /** Milliseconds until the answer was complete; null while it is not. */
  took: number | null;
  /** Name of the limit or fault that made the answer, if one did. */
  because?: string;
}

/** Enough for days of looking up; after that the older half goes. */
const KEPT = 500_000;

export class RequestLog {
  private list: LogEntry[] = [];
  private seq = 0;
  private readonly started = performance.now();

  open(provider: string, method: string, path: string, kind: "api" | "image"): LogEntry {
    const entry: LogEntry = {
      seq: ++this.seq,
      provider,
      method,
      path,
      kind,
      at: new Date().toISOString(),
      mono: performance.now() - this.started,
      status: 0,
      took: null,
    };
    if (this.list.length >= KEPT) this.list = this.list.slice(KEPT / 2);
    this.list.push(entry);
    return entry;
  }

  finish(entry: LogEntry, status: number): void {
    entry.status = status;
    entry.took = performance.now() - this.started - entry.mono;
  }

  entries(provider?: string, since = 0): LogEntry[] {
    return this.list.filter((entry) => entry.seq > since && (!provider || entry.provider === provider));
  }

  clear(provider?: string): void {
    this.list = provider ? this.list.filter((entry) => entry.provider !== provider) : [];
  }
}
