import { timestamp, uuid } from "drizzle-orm/pg-core";

export const id = () => uuid().primaryKey();

/** Milliseconds, so that a JavaScript Date holds it exactly. */
export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: "date" });
