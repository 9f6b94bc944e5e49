import { Inngest } from "inngest";

export const signingKey = `signkey-test-${"0123456789abcdef".repeat(4)}`;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export function createClient(fetch: typeof globalThis.fetch) {
  return new Inngest({ id: "app", fetch, signingKey, eventKey: "test", isDev: false, logger: quiet });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until `probe` gives something other than undefined or false. */
export async function until<T>(
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 45_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const result = await probe();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > end) throw new Error("waited in vain");
    await pause(15);
  }
}

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
