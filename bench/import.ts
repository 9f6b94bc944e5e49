import { RealServer } from "@/tests/support/real-server";
import { processorSeconds, used, type ProcessorSeconds } from "./support/processor";
import { atLeast, plain, report, type Figure } from "./support/report";

/** 50,000 lines through `POST /api/library/import` of a real server, new and again unchanged: `npm run bench:import`. */
const LINES = 50_000;
const TARGET = 5_000;

/** Albums of twelve tracks, two albums an artist; one artist in ten has ids, one track in twenty a guest. */
function line(n: number): string {
  const album = Math.floor(n / 12);
  const artist = Math.floor(album / 2);
  const name = `Artist Number ${artist}`;
  const hex = (value: number) => value.toString(16).padStart(12, "0");
  return JSON.stringify({
    path: `Music/${name}/Album Title ${album}/${String((n % 12) + 1).padStart(2, "0")} Track ${n}.flac`,
    title: `Track ${n}${n % 20 === 0 ? " (Live)" : ""}`,
    artist: n % 20 === 0 ? `${name} feat. Guest ${artist % 50}` : name,
    artists: n % 20 === 0 ? [name, `Guest ${artist % 50}`] : [name],
    album_artist: name,
    album: `Album Title ${album}`,
    track_number: (n % 12) + 1,
    disc_number: 1,
    date: `${1960 + (album % 60)}-05-01`,
    duration_ms: 180_000 + (n % 90_000),
    isrc: `USBEN${String(10_000_000 + n).slice(1)}`,
    ...(artist % 10 === 0 && n % 20 !== 0
      ? { mb_artist_ids: [`0f0f0f0f-0000-4000-8000-${hex(artist)}`] }
      : {}),
    genres: ["Rock", "Alternative"],
    cover_sha256: hex(album).padStart(64, "0"),
  });
}

const body = Buffer.from(Array.from({ length: LINES }, (_, n) => `${line(n)}\n`).join(""));
const server = new RealServer();
try {
  await server.start();
  const send = async () => {
    const before = processorSeconds(server);
    const began = performance.now();
    const answer = await server.fetch("/api/library/import?source=bench&complete=true", {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body,
    });
    const result = (await answer.json()) as Record<string, unknown>;
    const seconds = (performance.now() - began) / 1_000;
    if (answer.status !== 200 || result.received !== LINES) throw new Error(JSON.stringify(result));
    return { perSecond: LINES / seconds, seconds, processor: used(before, processorSeconds(server)), result };
  };
  const fresh = await send();
  const again = await send();
  if (again.result.tracks_updated !== 0) throw new Error("The same again was taken for a change.");
  const figures: Record<string, Figure> = {
    [`${LINES} new lines`]: atLeast(fresh.perSecond, TARGET, "lines/s"),
    [`${LINES} unchanged lines`]: atLeast(again.perSecond, TARGET, "lines/s"),
    ...processor("new", fresh.processor),
    ...processor("unchanged", again.processor),
  };
  report("import", figures, { megabytes: body.length / 2 ** 20, fresh, again });
} finally {
  await server.close();
}

function processor(name: string, { app, database }: ProcessorSeconds): Record<string, Figure> {
  return {
    [`${name}: processor time of the app`]: plain(app, "s"),
    [`${name}: processor time of the database`]: plain(database, "s"),
  };
}
