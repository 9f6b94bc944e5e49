import { RealServer } from "@/tests/support/real-server";
import { atMost, plain, report } from "./support/report";

/** From the command to “Ready at”, with everything there from an earlier start: `npm run bench:start`. */
const server = new RealServer();
try {
  await server.start();
  const first = server.readyAfterMs;
  const warm: number[] = [];
  for (let n = 0; n < 5; n++) {
    await server.stop();
    await server.start();
    warm.push(server.readyAfterMs);
  }
  report(
    "start",
    {
      "first start (new database)": plain(first / 1_000, "s"),
      "warm start, worst of five": atMost(Math.max(...warm) / 1_000, 5, "s"),
      "warm start, best of five": plain(Math.min(...warm) / 1_000, "s"),
    },
    { warm },
  );
} finally {
  await server.close();
}
