import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrate } from "@/db/migrate";
import { openDatabase } from "./database";
import { readSettings } from "./settings";

const secrets = {
  NEXTAUTH_SECRET: "",
  ENCRYPTION_KEY: "",
  DATABASE_OWNER_PASSWORD: "",
  DATABASE_APP_PASSWORD: "the app's p@ssword",
};
const fresh = () => `t_${randomBytes(6).toString("hex")}`;
const given = (url: string) => readSettings({ DATABASE_URL: url }, false);

let admin: postgres.Sql;
const databases: string[] = [];
const roles: string[] = [];

beforeAll(() => {
  admin = postgres(inject("cluster").adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  for (const name of databases) await admin.unsafe(`drop database if exists ${name} with (force)`);
  for (const name of roles) await admin.unsafe(`drop role if exists ${name}`);
  await admin.end();
});

/** An address in the shared cluster, as the given role or as its superuser. */
function address(database: string, role?: string): string {
  databases.push(database);
  const url = new URL(inject("cluster").adminUrl);
  url.pathname = `/${database}`;
  if (role) [url.username, url.password] = [role, "word"];
  return url.href;
}

async function whoIs(url: string): Promise<{ name: string; free: boolean; tables: number }> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ name: string; free: boolean; tables: number }[]>`
      select current_user as name, rolsuper or rolbypassrls as free,
        (select count(*)::int from pg_tables where schemaname = 'public') as tables
      from pg_roles where rolname = current_user`;
    if (!row) throw new Error("no such role");
    return row;
  } finally {
    await sql.end();
  }
}

describe("a database given by DATABASE_URL", () => {
  test("of a superuser is made if missing, and the app gets a second role that policies bind", async () => {
    const database = fresh();
    roles.push(`${database}_app`);
    const { appUrl } = await openDatabase(given(address(database)), secrets, () => {});
    const role = await whoIs(appUrl);
    expect(role).toMatchObject({ name: `${database}_app`, free: false });
    expect(role.tables).toBeGreaterThan(0);

    // A role that was given too much in between is brought back.
    await admin.unsafe(`alter role ${database}_app bypassrls createdb`);
    await openDatabase(given(address(database)), secrets, () => {});
    expect(await whoIs(appUrl)).toMatchObject({ free: false });
  });

  test("of an ordinary owner serves for both, and binds the owner too", async () => {
    const database = fresh();
    roles.push(database);
    await admin.unsafe(`create role ${database} login password 'word'`);
    await admin.unsafe(`create database ${database} owner ${database}`);
    const url = address(database, database);
    const { appUrl } = await openDatabase(given(url), secrets, () => {});
    expect(appUrl).toBe(url);
    expect(await whoIs(appUrl)).toMatchObject({ name: database, free: false });
  });

  test("of a user who bypasses policies and may not make roles is refused in a sentence", async () => {
    const database = fresh();
    roles.push(database);
    await admin.unsafe(`create role ${database} login bypassrls password 'word'`);
    await admin.unsafe(`create database ${database} owner ${database}`);
    await expect(openDatabase(given(address(database, database)), secrets, () => {})).rejects.toThrow(
      /bypasses row-level security/,
    );
  });

  test("that is not there is said in a sentence without the password", async () => {
    const nowhere = "postgres://someone:hunter2@127.0.0.1:1/linernotes";
    const refused = openDatabase(given(nowhere), secrets, () => {});
    await expect(refused).rejects.toThrow("No database answers at DATABASE_URL");
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });

  test("may be migrated by several processes at once, the first time too", async () => {
    const adminUrl = address(fresh());
    await Promise.all([1, 2, 3].map(() => migrate({ adminUrl })));
    expect((await whoIs(adminUrl)).tables).toBeGreaterThan(0);
  });
});
