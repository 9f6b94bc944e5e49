import { AppGate } from "./app-gate";
import { prepareCall } from "./call-run";
import type { EngineContext } from "./context";
import { fireCrons } from "./cron";
import { Database } from "./database";
import { isTransient } from "./database-errors";
import { fanOut } from "./fan-out";
import { Lease } from "./leases";
import { look } from "./look";
import { prune } from "./maintenance";
import { call } from "./protocol/deliver";
import { claim, stirParked, type LeasedItem } from "./queue";
import { AppUnavailableError, registerApp, type Registration } from "./registration";
import { Registry } from "./registry";
import { cancelRunIn } from "./runs";
import { giveUp, settle } from "./settle";
import { syncCrons } from "./cron";
import { clampDelays, wakeExpired } from "./timers";
import { systemClock, type Client, type Clock, type Deliver, type Logger } from "./types";
import { Waker } from "./waker";

export interface EngineOptions {
  /** A client of its own, or the address to make one. Migrate the database first. */
  sql: Client | string;
  /** Carries a request to the app: `deliverOverHttp(origin)`, or the `serve()` handler itself. */
  deliver: Deliver;
  /** Address of the app's handler, for example http://127.0.0.1:3000/api/inngest. */
  appUrl: string;
  signingKey: string;
  logger: Logger;
  clock?: Clock;
  random?: () => number;
  /** Multiplies the pauses before retries (not what a Retry-After asks for). */
  retryScale?: number;
  /** Requests to the app at one time. */
  concurrency?: number;
  /** How often to look for work that no notification announced. */
  pollMs?: number;
  /** After how much silence another engine takes over this one's items. */
  leaseMs?: number;
  /** How long the app may take for one request. */
  requestTimeoutMs?: number;
  /** How long ended runs and their events are kept. */
  retentionMs?: number;
}

const jumpMs = 2_000;
const housekeepingMs = 5_000;
const pruneMs = 60_000;
const reconcileMs = 30_000;

export type Engine = ReturnType<typeof createEngine>;

/** Makes an engine; nothing happens before `start()`. Several engines may run on one database. */
export function createEngine(options: EngineOptions) {
  return new JobEngine(options);
}

class JobEngine {
  private readonly context: EngineContext;
  private readonly database: Database;
  private readonly lease: Lease;
  private readonly gate: AppGate;
  private readonly waker: Waker;
  private readonly inFlight = new Map<string, { abort: AbortController; done: Promise<void> }>();
  private readonly capacity: number;
  private readonly pollMs: number;
  private stopping = false;
  private loops: Promise<void>[] = [];
  private listeningOn: Client | undefined;
  private claimsInDoubt = false;
  private reconciledAt = 0;
  private drift = 0;
  private databaseAway = false;

  constructor(private readonly options: EngineOptions) {
    this.capacity = options.concurrency ?? 20;
    this.pollMs = options.pollMs ?? 1_000;
    const database = new Database(options.sql, () => this.waker.wake());
    this.database = database;
    const clock = options.clock ?? systemClock;
    this.context = {
      get sql() {
        return database.sql;
      },
      clock,
      logger: options.logger,
      random: options.random ?? Math.random,
      retryScale: options.retryScale ?? 1,
      registry: new Registry(),
    };
    this.lease = new Lease(this.context, options.leaseMs ?? 10_000);
    this.gate = new AppGate(clock);
    this.waker = new Waker();
  }

  /** Asks the app for its functions once. Throws when it does not answer or is refused. */
  async register(): Promise<Registration> {
    const { deliver, appUrl, signingKey } = this.options;
    const registration = await registerApp(this.context, deliver, { appUrl, signingKey });
    this.waker.wake();
    return registration;
  }

  /** Registers, waiting for the app and the database as long as it takes, and goes to work. */
  async start(): Promise<Registration | undefined> {
    this.drift = this.currentDrift();
    const registration = await this.persist("register the functions", () => this.register());
    if (this.stopping) return undefined;
    await this.persist("take up the work", async () => {
      await this.lease.beat();
      await this.lease.takeOver();
      await clampDelays(this.context);
      await this.listen();
    });
    if (this.stopping) return undefined;
    this.loops = [this.work(), this.keepHouse()];
    return registration;
  }

  /** Stops claiming, gives requests in flight `graceMs` to finish, and hands back the rest for others. */
  async stop(graceMs = 3_000): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    this.waker.stop();
    await settleWithin(Promise.all([...this.inFlight.values()].map(({ done }) => done)), graceMs);
    for (const { abort } of this.inFlight.values()) abort.abort();
    await settleWithin(
      Promise.all([...this.loops, ...[...this.inFlight.values()].map(({ done }) => done)]),
      1_000,
    );
    await settleWithin(
      this.database.use(() => this.lease.surrender()),
      1_000,
    );
    await settleWithin(this.database.end(), 1_500);
  }

  /** Cancels a run between its steps; false when it has ended before. */
  async cancelRun(runId: string): Promise<boolean> {
    return this.database.use(() =>
      this.context.sql.begin((tx) => cancelRunIn(this.context, tx, runId, "asked for")),
    );
  }

  /**
   * For the handler of uncaught exceptions of the process: true when the error is the database driver's way to lose
   * a connection, which the engine survives; see `Database`.
   */
  recoverFrom(error: unknown): boolean {
    return this.database.recoverFrom(error);
  }

  /** Requests to the app at this moment. */
  get executing(): number {
    return this.inFlight.size;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      let pause = this.pollMs;
      try {
        pause = await this.database.use(() => this.tick());
        this.databaseIsBack();
      } catch (error) {
        this.claimsInDoubt = true;
        this.report(error, "look for work");
        pause = 250;
      }
      if (pause > 0) await this.waker.sleep(pause);
    }
  }

  /** Does what is due and returns how long nothing will be, unless somebody wakes the engine. */
  private async tick(): Promise<number> {
    const { context } = this;
    const now = context.clock.now();
    await this.freeLostClaims();
    const due = await look(context.sql, now);
    let more = false;
    if (due.events) more = (await fanOut(context)).more || more;
    if (due.crons) await fireCrons(context);
    if (due.waits) more = (await wakeExpired(context)).more || more;
    const room = Math.min(this.capacity - this.inFlight.size, this.gate.room(this.inFlight.size));
    if (room > 0 && (due.events || due.crons || due.waits || due.queue)) {
      const items = await claim(context, this.lease.engineId, room);
      for (const item of items) this.dispatch(item);
      more = more || items.length === room;
    }
    if (more && this.capacity > this.inFlight.size) return 0;
    if (due.crons || due.waits) return 0;
    const until = due.nextAt === null ? this.pollMs : Math.max(1, due.nextAt - context.clock.now());
    return Math.min(this.pollMs, until, this.gate.retryIn ?? this.pollMs);
  }

  private dispatch(item: LeasedItem): void {
    const abort = new AbortController();
    const done = this.execute(item, abort)
      .catch((error: unknown) => this.report(error, "execute a step"))
      .finally(() => {
        this.inFlight.delete(item.id);
        this.waker.wake();
      });
    this.inFlight.set(item.id, { abort, done });
  }

  private async execute(item: LeasedItem, abort: AbortController): Promise<void> {
    const { context, options } = this;
    let request: Request | undefined;
    try {
      const target = { appUrl: options.appUrl, signingKey: options.signingKey };
      request = await this.persist("read a run", () => prepareCall(context, target, item));
    } catch (error) {
      const message = `the run's state cannot be sent: ${(error as Error).message}`;
      await this.persist("end a run", () => giveUp(context, item, { name: "StateError", message }));
      return;
    }
    if (this.stopping) return;
    if (!request) {
      // The run has ended: settling frees the lease and the slots, the answer does not matter.
      await this.persist("drop an item", () => settle(context, item, { kind: "complete", output: null }));
      return;
    }
    // An engine that froze may wake up here: what it had leased belongs to another one by now.
    if (!(await this.persist("confirm a lease", () => this.lease.holds(item.leasedBy)))) return;
    const timeoutMs = options.requestTimeoutMs ?? 300_000;
    const answer = await call(options.deliver, request, { timeoutMs, abort, now: () => context.clock.now() });
    if (this.stopping && answer.kind === "undelivered") return;
    this.gate.saw(
      answer,
      (reason) => context.logger.warn({ reason }, "the app cannot be reached; trying again"),
      () => this.appIsBack(),
    );
    try {
      await this.persist("store an answer", () => settle(context, item, answer));
    } catch (error) {
      context.logger.error({ err: error, runId: item.runId }, "an answer cannot be stored; the run fails");
      const message = `the answer cannot be stored: ${(error as Error).message}`;
      await this.persist("end a run", () => giveUp(context, item, { name: "StateError", message }));
    }
  }

  /** The app may have come back with other functions. */
  private appIsBack(): void {
    this.context.logger.info({}, "the app answers again");
    void this.register().catch((error: unknown) =>
      this.context.logger.error({ err: error }, "the functions could not be registered anew"),
    );
  }

  private async keepHouse(): Promise<void> {
    let housekeptAt = Number.NEGATIVE_INFINITY;
    let prunedAt = this.context.clock.monotonic();
    while (!this.stopping) {
      await this.waker.rest(this.lease.beatMs);
      if (this.stopping) return;
      try {
        await this.database.use(async () => {
          await this.noticeJump();
          await this.lease.beat();
          await this.listen();
          if ((await this.lease.takeOver()) > 0) this.waker.wake();
          const now = this.context.clock.monotonic();
          if (now - housekeptAt >= housekeepingMs) {
            housekeptAt = now;
            await stirParked(this.context);
          }
          if (now - prunedAt >= pruneMs) {
            prunedAt = now;
            await prune(this.context, this.options.retentionMs ?? 14 * 86_400_000);
          }
        });
      } catch (error) {
        this.report(error, "keep house");
      }
    }
  }

  /** Listens for work on the client in use; postgres.js itself listens anew after a lost connection. */
  private async listen(): Promise<void> {
    const { sql } = this.context;
    if (this.listeningOn === sql) return;
    const wake = () => this.waker.wake();
    await sql.listen("inngest_wake", wake, wake);
    this.listeningOn = sql;
  }

  /** Makes items ready again that were leased by a claim whose answer never came. Only between claims. */
  private async freeLostClaims(): Promise<void> {
    const now = this.context.clock.monotonic();
    if (!this.claimsInDoubt && now - this.reconciledAt < reconcileMs) return;
    const known = [...this.inFlight.keys()];
    await this.context.sql`update inngest.queue set state = 'ready', leased_by = null
      where leased_by = ${this.lease.engineId} and state = 'leased' and id <> all(${known}::text[]::bigint[])`;
    this.claimsInDoubt = false;
    this.reconciledAt = now;
  }

  private currentDrift(): number {
    return this.context.clock.now() - this.context.clock.monotonic();
  }

  private async noticeJump(): Promise<void> {
    const drift = this.currentDrift();
    const jump = drift - this.drift;
    if (Math.abs(jump) < jumpMs) {
      this.drift = drift;
      return;
    }
    this.context.logger.warn({ jumpMs: Math.round(jump) }, "the clock jumped");
    await clampDelays(this.context);
    await this.context.sql.begin((tx) => syncCrons(this.context, tx));
    this.drift = drift;
    this.waker.wake();
  }

  /** Repeats what fails because the database or the app is away, until it works or the engine stops. */
  private async persist<T>(what: string, action: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await this.database.use(action);
        this.databaseIsBack();
        return result;
      } catch (error) {
        if (this.stopping) return undefined;
        if (error instanceof AppUnavailableError) {
          if (attempt % 20 === 0)
            this.context.logger.info({ reason: error.message }, `cannot ${what} yet; trying again`);
        } else if (isTransient(error)) this.report(error, what);
        else throw error;
        await this.waker.rest(Math.min(100 * 2 ** attempt, 1_000));
      }
    }
  }

  private report(error: unknown, what: string): void {
    if (this.stopping) return;
    if (!isTransient(error)) this.context.logger.error({ err: error }, `cannot ${what}`);
    else if (!this.databaseAway) {
      this.databaseAway = true;
      this.context.logger.warn({ err: error }, "the database does not answer; trying again");
    }
  }

  private databaseIsBack(): void {
    if (!this.databaseAway) return;
    this.databaseAway = false;
    this.context.logger.info({}, "the database answers again");
  }
}

/** Waits for a promise, but not for ever; its failure does not matter. */
async function settleWithin(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise.catch(() => {}), limit]);
  clearTimeout(timer);
}
