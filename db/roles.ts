import postgres from "postgres";
import { StartupProblem } from "./embedded/problem";

/** PostgreSQL's oldest major version that the schema works on. */
const OLDEST = 15;

/** Refuses a server that is too old, in one sentence, before the first statement that would fail on it. */
export async function requireVersion(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
  const major = Math.floor(Number(row?.version) / 10_000);
  if (major < OLDEST) {
    throw new StartupProblem(
      `Linernotes needs PostgreSQL ${OLDEST} or newer; DATABASE_URL leads to version ${major}.`,
    );
  }
}

/** Would row-level security not bind the role this address connects as? Then the app needs another one. */
export async function needsAppRole(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await requireVersion(sql);
    const [row] = await sql<{ free: boolean; makes_roles: boolean }[]>`
      select rolsuper or rolbypassrls as free, rolsuper or rolcreaterole as makes_roles
      from pg_roles where rolname = current_user`;
    if (row?.free && !row.makes_roles) {
      throw new StartupProblem(
        "The user in DATABASE_URL bypasses row-level security and may not create a second role: name an ordinary user.",
      );
    }
    return row?.free ?? false;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Makes the role that the app connects as, or brings an existing one back into shape: it may log in and nothing more, so that
 * row-level security binds it. Roles belong to the whole server; two migrations of different databases may meet here.
 */
export async function ensureAppRole(sql: postgres.Sql, role: string, password: string): Promise<void> {
  const [found] = await sql<{ unchanged: boolean }[]>`
    select rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as unchanged
    from pg_roles where rolname = ${role}`;
  const rights = "login nosuperuser nobypassrls nocreatedb nocreaterole noreplication";
  const secret = `password ${literal(password)}`;
  if (!found) {
    await sql.unsafe(`create role ${name(role)} ${rights} ${secret}`).catch((error: unknown) => {
      // Made by somebody else in between: 42710 duplicate_object, or 23505 when both were at it.
      if (!(error instanceof Error && "code" in error && /^(42710|23505)$/.test(String(error.code))))
        throw error;
    });
    return;
  }
  await sql.unsafe(`alter role ${name(role)} ${found.unchanged ? "" : rights} ${secret}`);
}

/** What the app may do: read and write rows in `public`, now and in tables that later migrations make. */
export async function grantToApp(sql: postgres.Sql, role: string): Promise<void> {
  const app = name(role);
  await sql.unsafe(`
    grant usage on schema public to ${app};
    grant select, insert, update, delete on all tables in schema public to ${app};
    grant usage, select on all sequences in schema public to ${app};
    grant execute on all functions in schema public to ${app};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${app};
    alter default privileges in schema public grant usage, select on sequences to ${app};
    alter default privileges in schema public grant execute on functions to ${app};
  `);
}

/** A quoted identifier. Role and database names come from settings, and DDL takes no parameters. */
export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
