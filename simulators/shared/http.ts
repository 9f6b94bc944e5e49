/** One listener a provider host: log, faults and switches around the provider's own answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { brokenPicture } from "./broken-pictures";
import { FaultList, faultReply, type Fault, type FaultSpec } from "./faults";
import type { LogEntry, RequestLog } from "./log";

export interface SimRequest {
  method: string;
  /** Path without query. */
  path: string;
  query: URLSearchParams;
  /** Path with query, undecoded. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
  address: string;
  /** http://host:port of this listener. */
  origin: string;
}

export interface SimReply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The body never ends: it goes on with filler until the client goes away. */
  endless?: boolean;
  /** Which limit made this answer; shown in the log. */
  because?: string;
}

export type Switches = Record<string, unknown>;

/** What a provider gives to its listener. */
export interface Provider {
  name: string;
  handle(request: SimRequest): SimReply | Promise<SimReply>;
  /** True for pictures: they are not counted by limits. */
  isImage(path: string): boolean;
  /** Settings that tests may change while it runs. */
  switches: Switches;
  /** Forgets counters and states, keeps the catalogue. */
  reset(): void;
  /** Further control endpoints: name after "/__" → action. */
  controls?: Record<string, (body: unknown) => unknown>;
}

export interface Listener {
  provider: Provider;
  origin: string;
  faults: FaultList;
  close(): Promise<void>;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): SimReply {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export async function listen(
  provider: Provider,
  options: { host: string; port: number; speed: number; log: RequestLog },
): Promise<Listener> {
  const faults = new FaultList();
  let origin = "";
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing).catch((error: unknown) => {
      process.stderr.write(
        `simulator ${provider.name}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (!outgoing.headersSent) outgoing.writeHead(500, { "Content-Type": "text/plain" });
      outgoing.end("simulator error");
    });
  });

  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 65_000;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, origin);
    if (request.path.startsWith("/__")) {
      send(outgoing, control(request, provider, faults, options.log));
      return;
    }
    const kind = provider.isImage(request.path) ? "image" : "api";
    const entry = options.log.open(provider.name, request.method, request.url, kind);
    const fault = faults.take(request, kind === "image");
    if (fault) await applyFault(fault, request, outgoing, entry);
    else await answer(request, outgoing, entry);
  }

  async function answer(request: SimRequest, outgoing: ServerResponse, entry: LogEntry): Promise<void> {
    const reply = await provider.handle(request);
    if (reply.because) entry.because = reply.because;
    options.log.finish(entry, reply.status);
    send(outgoing, reply, request.method === "HEAD");
  }

  async function applyFault(
    fault: Fault,
    request: SimRequest,
    outgoing: ServerResponse,
    entry: LogEntry,
  ): Promise<void> {
    entry.because = "fault";
    if (fault.delayMs) await sleep(fault.delayMs / options.speed);
    if (fault.drop) {
      options.log.finish(entry, 0);
      outgoing.destroy();
      return;
    }
    if (fault.endless) {
      const type = { "Content-Type": "application/json; charset=utf-8" };
      await sendEndless(outgoing, { status: 200, headers: type, body: '{"padding":"' });
      options.log.finish(entry, 200);
      return;
    }
    const own = faultReply(fault);
    if (!own && !fault.truncate && !fault.broken && !fault.image) return answer(request, outgoing, entry);
    const whole = own ?? (await provider.handle(request));
    // A redirect on the way to a picture stays as it is, and is not counted.
    if (fault.image && whole.status !== 200) fault.left += 1;
    const reply = fault.image && whole.status === 200 ? brokenPicture(fault.image, whole) : whole;
    options.log.finish(entry, reply.status);
    if (reply.endless) await sendEndless(outgoing, reply);
    else if (fault.truncate) sendHalf(outgoing, reply);
    else if (fault.broken) send(outgoing, { ...reply, body: half(reply) });
    else send(outgoing, reply);
  }

  await bind(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  origin = `http://${options.host}:${port}`;
  return {
    provider,
    origin,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function readRequest(incoming: IncomingMessage, origin: string): Promise<SimRequest> {
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "GET",
    path: decodePath(mark < 0 ? url : url.slice(0, mark)),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    url,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
    address: incoming.socket.remoteAddress ?? "",
    origin,
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(outgoing: ServerResponse, reply: SimReply, headOnly = false): void {
  const body = reply.body ?? "";
  outgoing.writeHead(reply.status, { "Content-Length": Buffer.byteLength(body), ...reply.headers });
  outgoing.end(headOnly ? undefined : body);
}

/** Announces the whole length, sends half of it and hangs up. */
function sendHalf(outgoing: ServerResponse, reply: SimReply): void {
  const { length } = Buffer.from(reply.body ?? "");
  outgoing.writeHead(reply.status, { ...reply.headers, "Content-Length": length });
  outgoing.write(half(reply), () => outgoing.destroy());
}

function half(reply: SimReply): Buffer {
  const body = Buffer.from(reply.body ?? "");
  return body.subarray(0, Math.floor(body.length / 2));
}

async function sendEndless(outgoing: ServerResponse, reply: SimReply): Promise<void> {
  outgoing.writeHead(reply.status, reply.headers);
  outgoing.write(reply.body ?? "");
  const filler = "x".repeat(65_536);
  while (!outgoing.destroyed && outgoing.writable) {
    if (!outgoing.write(filler)) await onceDrained(outgoing);
    else await sleep(0);
  }
}

function onceDrained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done);
      outgoing.off("close", done);
      resolve();
    };
    outgoing.on("drain", done);
    outgoing.on("close", done);
  });
}

/** `/__log`, `/__fault`, `/__switch`, `/__reset` and the provider's own. */
function control(request: SimRequest, provider: Provider, faults: FaultList, log: RequestLog): SimReply {
  const { method, path } = request;
  let body: unknown = {};
  try {
    if (request.body) body = JSON.parse(request.body);
  } catch {
    return json(400, { error: "The body is not JSON." });
  }
  if (path === "/__log") {
    if (method === "DELETE") log.clear(provider.name);
    return json(200, { entries: log.entries(provider.name, Number(request.query.get("since") ?? 0)) });
  }
  if (path === "/__fault") {
    if (method === "DELETE") faults.clear();
    if (method === "POST") faults.add(body as FaultSpec);
    return json(200, { faults: faults.all() });
  }
  if (path === "/__switch") {
    if (method === "POST") Object.assign(provider.switches, body);
    return json(200, provider.switches);
  }
  if (path === "/__reset" && method === "POST") {
    faults.clear();
    provider.reset();
    return json(200, {});
  }
  const own = provider.controls?.[path.slice(3)];
  if (own && method === "POST") return json(200, own(body) ?? {});
  return json(404, { error: "No such control." });
}
