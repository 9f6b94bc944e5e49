import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { name } from "@/db/roles";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

/**
 * The second wall between accounts, read from PostgreSQL's own catalogue: a table that somebody adds tomorrow is in
 * these tests without being named here.
 */
describe("row-level security", () => {
  let database: TestDatabase;
  let app: postgres.Sql;
  let admin: postgres.Sql;
  let tables: string[];
  const [alice, bob] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    database = await createTestDatabase();
    app = postgres(database.url, { max: 2, onnotice: () => {} });
    admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    const rows = await admin<{ table_name: string }[]>`
      select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and column_name = 'owner_id' and table_type = 'BASE TABLE' order by 1`;
    tables = rows.map((row) => row.table_name);
    // One row an owner in every table, whatever its columns are; foreign keys do not matter here.
    await admin`set session_replication_role = replica`;
    for (const owner of [alice, bob]) {
      await admin`insert into account (id, name, role, created_at) values (${owner}, 'Somebody', 'member', now())`;
      for (const table of tables) await insertAnything(table, owner);
    }
  });
  afterAll(async () => {
    await app.end();
    await admin.end();
    await database.drop();
  });

  async function insertAnything(table: string, owner: string): Promise<void> {
    const columns = await admin<{ column_name: string; data_type: string }[]>`
      select column_name, data_type from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_nullable = 'NO' and is_generated = 'NEVER'`;
    const values: Record<string, string> = {
      uuid: "gen_random_uuid()",
      text: "gen_random_uuid()::text",
      boolean: "false",
      jsonb: "'{}'",
      ARRAY: "'{}'",
    };
    const list = columns.map(({ column_name, data_type }) =>
      column_name === "owner_id"
        ? `'${owner}'`
        : (values[data_type] ?? (/time|date/.test(data_type) ? "now()" : "1")),
    );
    await admin.unsafe(
      `insert into ${name(table)} (${columns.map((column) => name(column.column_name)).join()}) values (${list.join()})`,
    );
  }

  const as = <T>(owner: string | null, work: (tx: postgres.TransactionSql) => Promise<T>) =>
    app.begin(async (tx) => {
      if (owner) await tx`select set_config('app.owner_id', ${owner}, true)`;
      return work(tx);
    });

  test("is there on every table that has an owner, and forced", async () => {
    expect(tables.length).toBeGreaterThan(12);
    const rows = await admin<{ relname: string; forced: boolean; policies: number }[]>`
      select relname, relrowsecurity and relforcerowsecurity as forced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polpermissive
          and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null) as policies
      from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any(${tables})`;
    expect(rows.filter((row) => !row.forced || row.policies === 0).map((row) => row.relname)).toEqual([]);
  });

  test("is missing only where nothing belongs to anybody", async () => {
    const rows = await admin<{ relname: string }[]>`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity
      order by 1`;
    const open = rows.map((row) => row.relname).filter((table) => tables.includes(table));
    expect(open).toEqual([]);
  });

  test("gives a query that forgot its filter the rows of its own owner, and nobody's without one", async () => {
    for (const table of tables) {
      const rows = await as(alice, (tx) => tx.unsafe(`select owner_id from ${name(table)}`));
      expect(
        rows.map((row) => row.owner_id),
        table,
      ).toEqual([alice]);
      expect(await as(null, (tx) => tx.unsafe(`select 1 from ${name(table)}`)), table).toHaveLength(0);
      expect(await as(randomUUID(), (tx) => tx.unsafe(`select 1 from ${name(table)}`)), table).toHaveLength(
        0,
      );
    }
  });

  test("ends with the transaction: the next one on the same connection sees nothing", async () => {
    const one = postgres(database.url, { max: 1, onnotice: () => {} });
    await one.begin((tx) => tx`select set_config('app.owner_id', ${alice}, true)`);
    expect(await one.unsafe(`select 1 from ${name(tables[0] ?? "")}`)).toHaveLength(0);
    await one.end();
  });

  test("lets nobody change or remove what is another's", async () => {
    for (const table of tables) {
      const counts = await as(alice, async (tx) => {
        const changed = await tx.unsafe(
          `update ${name(table)} set owner_id = owner_id where owner_id = '${bob}'`,
        );
        const removed = await tx.unsafe(`delete from ${name(table)} where owner_id = '${bob}'`);
        return [changed.count, removed.count];
      });
      expect(counts, table).toEqual([0, 0]);
      const [left] = await admin.unsafe(
        `select count(*)::int as rows from ${name(table)} where owner_id = '${bob}'`,
      );
      expect(left?.rows, table).toBe(1);
    }
  });

  test("refuses to write for another, and to give one's own away", async () => {
    for (const table of tables) {
      const give = as(alice, (tx) => tx.unsafe(`update ${name(table)} set owner_id = '${bob}'`));
      await expect(give, table).rejects.toThrow(/row-level security/);
      const copy = as(alice, async (tx) => {
        const columns = (await tx.unsafe(`select * from ${name(table)} limit 1`)).columns.map(
          (column) => column.name,
        );
        const values = columns.map((column) => (column === "owner_id" ? `'${bob}'` : name(column)));
        return tx.unsafe(
          `insert into ${name(table)} (${columns.map(name).join()}) select ${values.join()} from ${name(table)}`,
        );
      });
      await expect(copy, table).rejects.toThrow(/row-level security/);
    }
  });

  test("shows a secret's row to whoever has the secret's digest, and only to read", async () => {
    for (const table of ["api_token", "sign_in_link"]) {
      const [row] = await admin.unsafe(`select digest from ${name(table)} where owner_id = '${bob}'`);
      const seen = await app.begin(async (tx) => {
        await tx`select set_config('app.digest', ${row?.digest}, true)`;
        const found = await tx.unsafe(`select owner_id from ${name(table)}`);
        const removed = await tx.unsafe(`delete from ${name(table)}`);
        return [found.map((each) => each.owner_id), removed.count];
      });
      expect(seen).toEqual([[bob], 0]);
    }
  });

  test("lets the dispatcher of events read and remove them all, and nothing else", async () => {
    await app
      .begin(async (tx) => {
        await tx`select set_config('app.purpose', 'outbox', true)`;
        expect(await tx`select 1 from outbox`).toHaveLength(2);
        expect((await tx`update outbox set name = 'x'`).count).toBe(0);
        for (const table of tables.filter((each) => each !== "outbox"))
          expect(await tx.unsafe(`select 1 from ${name(table)}`), table).toHaveLength(0);
        expect((await tx`delete from outbox`).count).toBe(2);
        throw new Error("undo it");
      })
      .catch((error: unknown) => expect(String(error)).toContain("undo it"));
  });
});
