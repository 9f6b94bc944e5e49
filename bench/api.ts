import { RealServer } from "@/tests/support/real-server";
import { measure, type Latency } from "./support/load";
import { processorSeconds, used } from "./support/processor";
import { atMost, plain, report, type Figure } from "./support/report";
import { seedLibrary } from "./support/seed-library";

/**
 * The two endpoints that are asked most, on a library of 100,000 tracks with 20,000 pending candidates, at a real server:
 * `npm run bench:api`.
 */
const size = { artists: 6_000, albums: 12_000, tracks: 100_000, candidates: 20_000 };
const STATUS = "/api/enrichment/status";
const OFFSETS = [0, 1_000, 10_000, 19_950];

const server = new RealServer();
try {
  await server.start();
  await seedLibrary(server.adminUrl, size);
  const status = (await (await server.fetch(STATUS)).json()) as { pending_candidates: number };
  if (status.pending_candidates !== size.candidates) throw new Error(`Seeded: ${JSON.stringify(status)}`);

  const figures: Record<string, Figure> = {};
  const details: Record<string, Latency> = {};
  const note = async (name: string, path: string, target: number, parallel: number) => {
    await measure(server, path, { count: 1 });
    const before = processorSeconds(server);
    const latency = await measure(server, path, { count: 400, parallel, warmUp: 0 });
    const spent = used(before, processorSeconds(server));
    details[name] = latency;
    figures[`${name}, processor`] = plain(
      ((spent.app + spent.database) / latency.count) * 1_000,
      "ms a request",
    );
    figures[`${name}, p50`] = plain(latency.p50, "ms");
    // The target is for one caller; what four at once cost is shown beside it.
    figures[`${name}, p95`] = parallel === 1 ? atMost(latency.p95, target, "ms") : plain(latency.p95, "ms");
  };
  for (const parallel of [1, 4]) {
    const times = parallel === 1 ? "" : `, ${parallel} at a time`;
    await note(`status${times}`, STATUS, 15, parallel);
    for (const offset of OFFSETS)
      await note(
        `candidates at ${offset}${times}`,
        `/api/enrichment/candidates?limit=50&offset=${offset}`,
        30,
        parallel,
      );
  }
  report("api", figures, { size, details });
} finally {
  await server.close();
}
