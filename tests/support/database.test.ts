import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database";

describe("a test file's own database", () => {
  let database: TestDatabase;
  let app: postgres.Sql;
  let admin: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = postgres(database.url, { max: 2 });
    admin = postgres(database.adminUrl, { max: 2 });
  });
  afterAll(async () => {
    await app.end();
    await admin.end();
    await database.drop();
  });

  test("is a copy of its own, in a few hundred milliseconds at most", async () => {
    const began = performance.now();
    const other = await createTestDatabase();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(other.url).not.toBe(database.url);
    await other.drop();
  });

  test("has the extensions that matching by name needs", async () => {
    const rows = await app<{ extname: string }[]>`select extname from pg_extension`;
    expect(rows.map((row) => row.extname)).toEqual(expect.arrayContaining(["pg_trgm", "unaccent"]));
  });

  test("binds the app's role by forced policies and lets it use tables made later", async () => {
    await admin.unsafe(`
      create table smoke (owner_id text not null, word text not null);
      alter table smoke enable row level security;
      alter table smoke force row level security;
      create policy own on smoke using (owner_id = current_setting('app.owner', true));
    `);
    await app.begin(async (tx) => {
      await tx`select set_config('app.owner', 'a', true)`;
      await tx`insert into smoke values ('a', 'mine')`;
      expect(await tx`select word from smoke`).toHaveLength(1);
    });
    expect(await app`select word from smoke`).toHaveLength(0);
    expect(await admin`select word from smoke`).toHaveLength(1);
  });

  test("keeps the app's role from being more than it should", async () => {
    const [role] = await app`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles
      where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    await expect(app`create table nope (id int)`).rejects.toThrow(/permission denied/);
  });
});
