import { readFileSync } from "node:fs";
import { coreCatalogue } from "@/simulators/catalogue";
import { importLines, look, runEnds, startSimulated, trigger } from "@/tests/support/real-run";
import { atLeast, atMost, plain, report } from "./support/report";

/**
 * What the app's process holds after 3,600 look-ups: 800 artists with an album each, asked about at three providers; some
 * artists are settled by their albums and need none of their own.
 * A third are names that the simulators know; the others are searched for in vain. `npm run bench:memory`.
 */
const SPEED = 200;
const ARTISTS = 800;
const LOOKUPS = 3_600;
const TARGET_MB = 400;

const known = coreCatalogue().groups.map((group) => ({
  title: group.title,
  artist: group.credit[0]?.artist.name,
}));
const lines = Array.from({ length: ARTISTS }, (_, n) => {
  const real = n % 3 === 0 ? known[(n / 3) % known.length] : undefined;
  return {
    path: `${n}.flac`,
    title: `Track ${n}`,
    artist: real?.artist ?? `Nobody Known ${n}`,
    album: real?.title ?? `Unheard ${n}`,
    track_number: 1,
  };
});

const { server, close } = await startSimulated({ speed: SPEED });
try {
  const app = server.parts().get("app");
  if (!app) throw new Error("The app's process was not found.");
  const megabytes = (field: string) =>
    Number(
      new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${app}/status`, "utf8"))?.[1],
    ) / 1_024;
  const before = megabytes("VmRSS");
  await importLines(server, lines);
  const began = performance.now();
  const run = await runEnds(server, await trigger(server), 20 * 60_000);
  const seconds = (performance.now() - began) / 1_000;
  const after = megabytes("VmRSS");
  const [asked] = await look(server, (sql) => sql<{ n: number }[]>`select count(*)::int as n from lookup`);
  const lookups = asked?.n ?? 0;
  report(
    "memory",
    {
      "look-ups": atLeast(lookups, LOOKUPS, ""),
      before: plain(before, "MB"),
      after: atMost(after, TARGET_MB, "MB"),
      peak: atMost(megabytes("VmHWM"), TARGET_MB, "MB"),
      "look-ups a second": plain(lookups / seconds, "/s"),
    },
    { run },
  );
} finally {
  await close();
}
