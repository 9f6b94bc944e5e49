import type { Database } from "@/db/client";
import { ownerDatabase, type OwnerDatabase } from "@/db/owner";
import { systemClock, type Clock } from "./clock";
import { newId } from "./ids";
import { logger as rootLogger, type Logger } from "./logger";

/** What a use case works with: whose data, through which database, at what time. */
export interface Context {
  ownerId: string;
  db: OwnerDatabase;
  /** The server's own tables: budgets and the cache of public answers. Never an account's data. */
  serverDb: Database;
  clock: Clock;
  newId: () => string;
  logger: Logger;
}

export function createContext(
  db: Database,
  ownerId: string,
  parts: Partial<Pick<Context, "clock" | "newId" | "logger">> = {},
): Context {
  return {
    ownerId,
    db: ownerDatabase(db, ownerId),
    serverDb: db,
    clock: parts.clock ?? systemClock,
    newId: parts.newId ?? newId,
    logger: parts.logger ?? rootLogger,
  };
}
