import { sql } from "drizzle-orm";
import { database } from "./database";
import { usesEmbeddedEngine } from "./env";
import { APP_VERSION } from "./version";

export interface Health {
  status: "ok" | "unavailable";
  database: "ok" | "away";
  /** Which engine runs the jobs. */
  jobs: "embedded" | "external";
  version: string;
}

const PATIENCE_MS = 2_000;

/** Whether the server can do its work. Answers within two seconds, also when the database does not. */
export async function readHealth(): Promise<Health> {
  const patience = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  const answered = database()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  const up = await Promise.race([answered, patience]);
  return {
    status: up ? "ok" : "unavailable",
    database: up ? "ok" : "away",
    jobs: usesEmbeddedEngine() ? "embedded" : "external",
    version: APP_VERSION,
  };
}
