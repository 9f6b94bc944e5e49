import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isDatabaseAway, isLateWrite } from "@/db/errors";
import { database, surviveLateWrites } from "@/lib/server/database";
import { onNotice } from "@/lib/server/notices";
import { startTestApp, type TestApp } from "@/tests/support/app";

/** What postgres.js makes of a connection that breaks, and that the app goes on without being started again. */
describe("a connection that breaks", () => {
  let app: TestApp;
  let admin: postgres.Sql;
  const uncaught: unknown[] = [];

  beforeAll(async () => {
    app = await startTestApp({ connectSpotify: false });
    admin = postgres(app.adminUrl, { max: 1, onnotice: () => {} });
    process.on("uncaughtException", (error) => uncaught.push(error));
    surviveLateWrites();
  });
  afterAll(async () => {
    await admin.end();
    await app.close();
  });

  const breakConnections = (name: string) => admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${name} and pid <> pg_backend_pid()`;
  const sleepers = async () => {
    const rows =
      await admin`select 1 from pg_stat_activity where query like '%pg_sleep%' and application_name = 'linernotes'
      and datname = current_database()`;
    return rows.length;
  };
  const one = () => database().execute<{ one: number }>(sql`select 1 as one`);

  it("fails what was under way as “away”, and serves the next query", async () => {
    const db = database();
    for (let round = 0; round < 5; round++) {
      const underway = Array.from({ length: 4 }, () =>
        db
          .transaction(async (tx) => {
            await tx.execute(sql`select pg_sleep(0.05)`);
            await tx.execute(sql`select pg_sleep(20)`);
          })
          .then(
            () => "done",
            (error: unknown) => (isDatabaseAway(error) ? "away" : error),
          ),
      );
      // Inside their transactions, and no longer making their connections: what the driver asks for then, nobody awaits.
      await vi.waitFor(async () => expect(await sleepers()).toBe(4), { timeout: 5_000 });
      await new Promise((resolve) => setTimeout(resolve, round * 20));
      await breakConnections("linernotes");
      expect(await Promise.all(underway)).toEqual(["away", "away", "away", "away"]);
      expect(await one()).toEqual([{ one: 1 }]);
    }
    // The handle that was taken before the connections broke leads to the new ones.
    await db.transaction((tx) => tx.execute(sql`select 1`));
    expect(uncaught.filter((error) => !isLateWrite(error))).toEqual([]);
  });

  it("rejects a transaction that goes on without knowing, rather than run it on another connection", async () => {
    let later: unknown;
    const broken = database().transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.mark', 'inside', true)`);
      await breakConnections("linernotes");
      await new Promise((resolve) => setTimeout(resolve, 100));
      later = await tx
        .execute(sql`select current_setting('app.mark', true) as mark`)
        .catch((error: unknown) => error);
    });
    await expect(broken).rejects.toSatisfy(isDatabaseAway);
    await vi.waitFor(() => expect(later).toSatisfy(isDatabaseAway));
    await one();
  });

  it("listens again, and says that notices may have been missed", async () => {
    const heard: string[] = [];
    const stop = onNotice("test_channel", (payload) => heard.push(payload));
    await vi.waitFor(() => expect(heard).toEqual([""]));
    await admin.notify("test_channel", "first");
    await vi.waitFor(() => expect(heard).toEqual(["", "first"]));
    await breakConnections("linernotes listener");
    await vi.waitFor(() => expect(heard).toEqual(["", "first", ""]), { timeout: 5_000 });
    await admin.notify("test_channel", "second");
    await vi.waitFor(() => expect(heard).toEqual(["", "first", "", "second"]));
    stop();
  });

  it("tells the driver's own error from every other", () => {
    const write = new TypeError("Cannot read properties of null (reading 'write')");
    write.stack = `${write.message}\n    at Immediate.nextWrite (connection.js:254:22)`;
    expect(isLateWrite(write)).toBe(true);
    expect(isLateWrite(new TypeError("Cannot read properties of null (reading 'write')"))).toBe(false);
    expect(isLateWrite(new Error("anything"))).toBe(false);
  });
});
