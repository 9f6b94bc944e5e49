import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { RUN_KINDS, RUN_STATUSES, RUN_TRIGGERS, type OutcomeCounts } from "@/lib/domain/run";
import { ownerId } from "./account";
import { id, instant } from "./columns";

/** A piece of long work with its counters. */
export const run = pgTable(
  "run",
  {
    id: id(),
    ownerId: ownerId(),
    kind: text({ enum: RUN_KINDS }).notNull(),
    status: text({ enum: RUN_STATUSES }).notNull(),
    triggeredBy: text({ enum: RUN_TRIGGERS }).notNull(),
    params: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    total: integer().notNull().default(0),
    done: integer().notNull().default(0),
    byOutcome: jsonb().$type<OutcomeCounts>().notNull().default({}),
    requests: jsonb().$type<Record<string, number>>().notNull().default({}),
    waitingFor: text().array().notNull().default([]),
    error: text(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    // Two clicks never make two.
    uniqueIndex("run_one_live")
      .on(table.ownerId, table.kind)
      .where(sql`status in ('queued', 'running')`),
    index("run_owner").on(table.ownerId, table.id),
  ],
);

/** Events to send once the transaction that wrote them has committed; sent again until they are acknowledged. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    ownerId: ownerId(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index("outbox_owner").on(table.ownerId)],
);
