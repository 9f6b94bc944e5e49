import { parseArgs } from "node:util";
import { cacheFileFor, readTagCache, writeTagCache } from "./scan/tag-cache";
import { sendLibrary } from "./scan/send-library";
import { resolve } from "node:path";

const USAGE = "Usage: npm run scan -- DIR [--server http://127.0.0.1:3000] [--token TOKEN] [--source NAME]";

/** Scans a folder of this machine and sends the tags to a Linernotes server. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { server: { type: "string" }, token: { type: "string" }, source: { type: "string" } },
  });
  const [given] = positionals;
  const server = values.server ?? process.env.LINERNOTES_SERVER ?? "http://127.0.0.1:3000";
  const token = values.token ?? process.env.LINERNOTES_TOKEN;
  if (!given || positionals.length > 1 || !token) {
    console.error(
      given && !token
        ? `A token is needed: the server keeps its owner's in DATA_DIR/owner-token.\n${USAGE}`
        : USAGE,
    );
    process.exitCode = 1;
    return;
  }
  // npm runs scripts in the project's folder; a path means the caller's.
  const folder = resolve(process.env.INIT_CWD ?? ".", given);
  const cacheFile = cacheFileFor(folder);
  let shown = 0;
  const { answer, broken, lines } = await sendLibrary({
    folder,
    server,
    token,
    source: values.source ?? folder,
    known: await readTagCache(cacheFile),
    onProgress: (files) => {
      if (Date.now() - shown < 1_000) return;
      shown = Date.now();
      console.error(`Read ${files} files …`);
    },
  });
  await writeTagCache(cacheFile, lines);
  for (const { path, reason } of broken.slice(0, 20)) console.error(`Not read: ${path} (${reason})`);
  if (broken.length > 20) console.error(`… and ${broken.length - 20} more.`);
  for (const { line, message } of answer.rejected.slice(0, 20))
    console.error(`Line ${line} was refused: ${message}`);
  console.log(
    `${answer.received} files sent: ${answer.tracks_added} tracks new, ${answer.tracks_updated} changed, ${answer.tracks_gone} gone; ` +
      `${answer.artists_added} new artists, ${answer.albums_added} new albums.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "The scan failed.");
  process.exitCode = 1;
});
