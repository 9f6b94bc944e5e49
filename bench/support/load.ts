import { Agent } from "undici";
import type { RealServer } from "@/tests/support/real-server";
import { percentile } from "./report";

export interface Latency {
  p50: number;
  p95: number;
  max: number;
  count: number;
}

const agent = new Agent({ connections: 16, keepAliveTimeout: 30_000 });

/** Sends the same GET `count` times, `parallel` at a time, and measures each to the last byte of its body. */
export async function measure(
  server: RealServer,
  path: string,
  options: { count: number; parallel?: number; warmUp?: number },
): Promise<Latency> {
  const once = async () => {
    const began = performance.now();
    const answer = await server.fetch(path, { dispatcher: agent } as unknown as RequestInit);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return performance.now() - began;
  };
  for (let n = 0; n < (options.warmUp ?? 30); n++) await once();
  const times: number[] = [];
  const worker = async () => {
    while (times.length + running < options.count) {
      running++;
      const took = await once();
      running--;
      times.push(took);
    }
  };
  let running = 0;
  await Promise.all(Array.from({ length: options.parallel ?? 1 }, worker));
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    max: Math.max(...times),
    count: times.length,
  };
}
