import { createServer } from "node:net";

/** Can a server be bound to this port on that address? */
export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => answer(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(true)));
  });
}

/** A port nobody listens on at the moment. PostgreSQL cannot be asked to take any (its port 0 is an error). */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return new Promise((answer, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen({ port: 0, host }, () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") answer(address.port);
        else fail(new Error("no address"));
      });
    });
  });
}
