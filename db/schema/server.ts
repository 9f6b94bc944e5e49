import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * What belongs to the server and not to an account: the budgets that all accounts share, and the providers' public
 * answers. Nothing personal stands here.
 */

/** One row a request budget. nextAt is when the next request may start; see lib/providers/gateway/budget.ts. */
export const providerBudget = pgTable("provider_budget", {
  bucket: text().primaryKey(),
  nextAt: instant().notNull(),
  pausedUntil: instant(),
  pauseReason: text(),
  day: date({ mode: "string" }).notNull(),
  usedToday: integer().notNull().default(0),
});

/** A provider's answer, kept as long as its terms and our ages allow. */
export const responseCache = pgTable(
  "response_cache",
  {
    provider: text().notNull(),
    key: text().notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    fetchedAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.key] }),
    index("response_cache_expiry").on(table.expiresAt),
  ],
);
