import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { EngineContext } from "./context";

/** Where this process runs: another process id means something only in the same place. */
function place(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${hostname()} ${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === "ESRCH";
  }
}

/**
 * One lease covers all items of an engine: its row in `inngest.engines`, whose beat it raises while it lives.
 * The others watch the beat by their own monotonic clock, so no wall clock can end a lease early or keep it.
 */
export class Lease {
  private id: string = randomUUID();
  private readonly where = place();
  private readonly seen = new Map<string, { beat: string; since: number }>();
  private beatAt = Number.NEGATIVE_INFINITY;
  private lastLook = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly context: EngineContext,
    private readonly leaseMs: number,
  ) {}

  /** The id under which items are leased now. */
  get engineId(): string {
    return this.id;
  }

  /** Often enough that one lost beat does not cost the lease. */
  get beatMs(): number {
    return Math.max(100, Math.floor(this.leaseMs / 4));
  }

  /** Raises the beat. An engine that was taken for dead goes on under a new id; its old leases are lost. */
  async beat(): Promise<void> {
    const { sql, clock } = this.context;
    const [alive] = await sql`update inngest.engines set beat = beat + 1 where id = ${this.id} returning 1`;
    this.beatAt = clock.monotonic();
    if (alive) return;
    const id = randomUUID();
    await sql`insert into inngest.engines (id, place, pid, started_at) values (${id}, ${this.where}, ${process.pid}, ${clock.now()})`;
    this.id = id;
  }

  /** Whether leases made under `engineId` are still this engine's; asks the database when the last beat is long ago. */
  async holds(engineId: string): Promise<boolean> {
    if (this.context.clock.monotonic() - this.beatAt > this.leaseMs / 2) await this.beat();
    return this.id === engineId;
  }

  /** Takes back what dead engines had leased. Returns how many items became ready again. */
  async takeOver(): Promise<number> {
    const { sql, clock } = this.context;
    const others = await sql<{ id: string; beat: string; place: string; pid: number }[]>`
      select id, beat::text as beat, place, pid from inngest.engines where id <> ${this.id}`;
    const now = clock.monotonic();
    // After a gap in looking (the database was away, the machine slept) the others get their full time again.
    if (now - this.lastLook > this.leaseMs) this.seen.clear();
    this.lastLook = now;
    let freed = 0;
    for (const { id, beat, place, pid } of others) {
      const known = this.seen.get(id);
      if (known?.beat !== beat) this.seen.set(id, { beat, since: now });
      const silent = known?.beat === beat && now - known.since >= this.leaseMs;
      // Same place and no such process: no need to wait. A former engine of this very process also counts.
      const gone = place === this.where && (pid === process.pid ? false : isGone(pid));
      if (silent || gone) freed += await this.bury(id, beat);
    }
    return freed;
  }

  /** Gives everything back at the end of a clean stop. */
  async surrender(): Promise<void> {
    await this.bury(this.id, null);
  }

  private async bury(id: string, beat: string | null): Promise<number> {
    this.seen.delete(id);
    return this.context.sql.begin(async (tx) => {
      const gone =
        beat === null
          ? await tx`delete from inngest.engines where id = ${id} returning 1`
          : await tx`delete from inngest.engines where id = ${id} and beat = ${beat}::text::bigint returning 1`;
      if (gone.length === 0) return 0;
      const freed =
        await tx`update inngest.queue set state = 'ready', leased_by = null where leased_by = ${id} and state = 'leased'`;
      return freed.count;
    });
  }
}
