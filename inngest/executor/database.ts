import postgres from "postgres";
import { isConnectionError, isEndOfClient } from "./database-errors";
import type { Client } from "./types";

/**
 * The engine's client, and a way to get a new one. postgres.js 3.4 can leave a connection that broke inside a
 * transaction so that nothing sent on it ever arrives: whoever waits for it waits for ever. So every broken
 * connection costs the whole client, and whatever was waiting on the old one is told at once.
 */
export class Database {
  private client: Client;
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly ended = new Set<Promise<void>>();

  constructor(
    private readonly source: Client | string,
    private readonly onRenewed: () => void,
  ) {
    this.client = typeof source === "string" ? connect(source) : source;
  }

  get sql(): Client {
    return this.client;
  }

  /** Does something with the database; rejects when the client is given up meanwhile. */
  async use<T>(action: () => Promise<T>): Promise<T> {
    const client = this.client;
    let giveUp: (error: Error) => void = () => {};
    const lost = new Promise<never>((_, reject) => this.waiting.add((giveUp = reject)));
    try {
      const running = action();
      running.catch(() => {});
      return await Promise.race([running, lost]);
    } catch (error) {
      if (isConnectionError(error)) this.renew(client);
      throw error;
    } finally {
      this.waiting.delete(giveUp);
    }
  }

  /** Replaces the client, unless that has been done since `broken` was in use. A client that was handed in stays. */
  renew(broken: Client = this.client): void {
    if (broken !== this.client || typeof this.source !== "string") return;
    this.client = connect(this.source);
    this.finish(broken, 0);
    const error = Object.assign(new Error("the connection to the database was lost"), {
      code: "CONNECTION_CLOSED",
    });
    for (const giveUp of this.waiting) giveUp(error);
    this.onRenewed();
  }

  /**
   * Deals with an uncaught exception or rejection that comes from postgres.js losing a connection: it writes from a
   * timer to a connection that was closed meanwhile, and rejects queries of its own that nobody awaits. Nobody can
   * catch these where they happen; a process whose queries all go through `use` may go on after them. False when
   * the error is something else.
   */
  recoverFrom(error: unknown): boolean {
    const late =
      error instanceof TypeError &&
      /reading 'write'/.test(error.message) &&
      /nextWrite/.test(error.stack ?? "");
    if (!late && !isConnectionError(error)) return false;
    // Only the end of a client destroys connections, and that one has been replaced already.
    if (!isEndOfClient(error)) this.renew();
    return true;
  }

  async end(): Promise<void> {
    if (typeof this.source === "string") this.finish(this.client, 1);
    await Promise.all(this.ended);
  }

  private finish(client: Client, timeout: number): void {
    const done: Promise<void> = client
      .end({ timeout })
      .catch(() => {})
      .finally(() => this.ended.delete(done));
    this.ended.add(done);
  }
}

function connect(url: string): Client {
  return postgres(url, {
    max: 8,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "inngest-executor" },
  });
}
