import { createContext, type Context } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { logger } from "@/lib/server/logger";

/** The context of a job that works for an account. */
export function jobContext(ownerId: string, functionId: string): Context {
  return createContext(database(), ownerId, { logger: logger.child({ function: functionId }) });
}
