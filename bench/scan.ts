import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { scanFolder } from "@/lib/library/scan/scanFolder";
import { RealServer } from "@/tests/support/real-server";
import { atLeast, plain, report, type Figure } from "./support/report";

/**
 * Files of 5 MB: samples, made longer. `npm run bench:scan [-- --sparse]`. Ordinarily the added bytes are written; with
 * `--sparse` they are holes where the format allows, which costs less disk. Measures reading the tags alone, then a scan by a real server with all
 * that belongs to it, then again with nothing changed.
 */
const FILES = 1_200;
const BYTES = 5 * 2 ** 20;
const TARGET = 300;
const sparse = process.argv.includes("--sparse");

const samples = join(import.meta.dirname, "..", "samples", "library");
const folder = mkdtempSync(join(tmpdir(), "linernotes-scan-"));
const found = readdirSync(samples, { recursive: true, encoding: "utf8" }).filter(
  (name) =>
    [".mp3", ".flac", ".ogg", ".m4a"].includes(extname(name)) && statSync(join(samples, name)).isFile(),
);

/** An MP3 goes on with its own frames, over and over; in the other formats nobody looks at what follows the tags. */
function enlarge(path: string): void {
  if (extname(path) === ".mp3") {
    const frames = mp3Frames(readFileSync(path));
    appendFileSync(path, Buffer.alloc(BYTES - statSync(path).size, frames));
  } else if (sparse) truncateSync(path, BYTES);
  else appendFileSync(path, Buffer.alloc(BYTES - statSync(path).size));
}

/** What lies between an ID3v2 tag, whose length is written in four times seven bits, and an ID3v1 tag. */
function mp3Frames(file: Buffer): Buffer {
  const tagged = file.toString("latin1", 0, 3) === "ID3";
  const begin = tagged ? 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (file[at] ?? 0), 0) : 0;
  const end = file.toString("latin1", file.length - 128, file.length - 125) === "TAG" ? -128 : undefined;
  return file.subarray(begin, end);
}

for (let n = 0; n < FILES; n++) {
  const sample = found[n % found.length] ?? "";
  const album = join(folder, `album ${String(Math.floor(n / 12)).padStart(3, "0")}`);
  mkdirSync(album, { recursive: true });
  const path = join(album, `${n}${extname(sample)}`);
  cpSync(join(samples, sample), path);
  enlarge(path);
}

// 6 GB on their way to the disk would be measured along.
spawnSync("sync");

const server = new RealServer({ LIBRARY_ROOTS: folder });
try {
  const reading = await readAlone();
  await server.start();
  const first = await scanAtServer();
  const again = await scanAtServer();
  const figures: Record<string, Figure> = {
    [`reading the tags of ${FILES} files`]: atLeast(FILES / reading, TARGET, "files/s"),
    "scan by the server, all new": atLeast(FILES / first.seconds, TARGET, "files/s"),
    "scan by the server, nothing changed": plain(FILES / again.seconds, "files/s"),
  };
  report("scan", figures, { megabytesEach: BYTES / 2 ** 20, sparse, first, again });
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function readAlone(): Promise<number> {
  const began = performance.now();
  let tracks = 0;
  for await (const event of scanFolder(folder)) if (event.kind === "track") tracks++;
  if (tracks < FILES * 0.9) throw new Error(`Only ${tracks} of ${FILES} files were read.`);
  return (performance.now() - began) / 1_000;
}

/** By the run's own times, from the click to its end. */
async function scanAtServer() {
  const { default: postgres } = await import("postgres");
  const { startScan } = await import("@/lib/library/startScan");
  const { openDatabase } = await import("@/db/client");
  const { createContext } = await import("@/lib/server/context");
  Object.assign(process.env, {
    DATABASE_URL: server.adminUrl,
    NEXTAUTH_SECRET: server.secrets.NEXTAUTH_SECRET,
    ENCRYPTION_KEY: server.secrets.ENCRYPTION_KEY,
    LIBRARY_ROOTS: folder,
  });
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  const { db, close } = openDatabase(server.adminUrl, { max: 1 });
  try {
    const [owner] = await sql<{ id: string }[]>`select id from account where role = 'owner'`;
    const started = await startScan(createContext(db, owner?.id ?? ""), { folder });
    if (!started.ok) throw new Error(started.error.message);
    for (;;) {
      const answer = await server.fetch(`/api/runs/${started.value.runId}`);
      const run = (await answer.json()) as {
        status: string;
        created_at: string;
        finished_at: string | null;
        progress: object;
      };
      if (run.finished_at) {
        const seconds = (Date.parse(run.finished_at) - Date.parse(run.created_at)) / 1_000;
        return { seconds, status: run.status, progress: run.progress };
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await close();
    await sql.end();
  }
}
