/** Faults asked for by tests: what a provider does on a bad day. */
import type { BrokenPicture } from "./broken-pictures";
import type { SimReply, SimRequest } from "./http";

export interface FaultSpec {
  /** Prefix of the path (without query); every path when absent. */
  path?: string;
  status?: number;
  /** An object is sent as JSON, a text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Waits first; alone, the true answer follows. Divided by the speed. */
  delayMs?: number;
  /** Closes the connection without an answer. */
  drop?: boolean;
  /** Sends half of the true answer, then closes the connection. */
  truncate?: boolean;
  /** Sends half of the true answer as if it were whole: JSON that cannot be read. */
  broken?: boolean;
  /** Only for pictures: they arrive in this broken form. */
  image?: BrokenPicture;
  /** Answers an HTML error page. */
  html?: boolean;
  /** Sends a body that never ends (until the client goes away). */
  endless?: boolean;
  /** Times to apply; for ever when absent. */
  count?: number;
  /** Spotify's second kind of 429. */
  quota?: "QUOTA_EXCEEDED";
  /** Seconds for Retry-After, sent as given; null or absent sends no such header. */
  retryAfter?: number | null;
}

export interface Fault extends FaultSpec {
  left: number;
}

export class FaultList {
  private list: Fault[] = [];

  add(spec: FaultSpec): Fault {
    const fault = { ...spec, left: spec.count ?? Number.POSITIVE_INFINITY };
    this.list.push(fault);
    return fault;
  }

  clear(): void {
    this.list = [];
  }

  all(): Fault[] {
    return this.list.filter((fault) => fault.left > 0);
  }

  /** The first fault for this request, used up by one. */
  take(request: SimRequest, isImage: boolean): Fault | undefined {
    const fits = (f: Fault) => f.left > 0 && request.path.startsWith(f.path ?? "/") && (!f.image || isImage);
    const fault = this.list.find(fits);
    if (fault) fault.left -= 1;
    return fault;
  }
}

/** The answer a fault gives by itself; undefined when the true answer should follow (late, or cut in half). */
export function faultReply(fault: Fault): SimReply | undefined {
  const headers: Record<string, string> = { ...fault.headers };
  if (fault.retryAfter !== undefined && fault.retryAfter !== null)
    headers["Retry-After"] = String(fault.retryAfter);
  if (fault.quota) {
    const error = { status: 429, message: "Too many requests", reason: fault.quota };
    return jsonReply(fault.status ?? 429, { error }, headers);
  }
  if (fault.html) {
    const body = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>";
    return { status: fault.status ?? 502, headers: { "Content-Type": "text/html", ...headers }, body };
  }
  if (fault.status === undefined && fault.body === undefined) return undefined;
  if (typeof fault.body === "string") {
    const type = { "Content-Type": "text/plain; charset=utf-8", ...headers };
    return { status: fault.status ?? 200, headers: type, body: fault.body };
  }
  return jsonReply(fault.status ?? 200, fault.body ?? { error: "fault" }, headers);
}

function jsonReply(status: number, body: unknown, headers: Record<string, string>): SimReply {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}
