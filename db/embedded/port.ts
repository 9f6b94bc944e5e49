import { createServer } from "node:net";

/** Why a server cannot be bound to this port on that address (an errno such as EADDRINUSE), or undefined when it can. */
export function bindingError(port: number, host = "127.0.0.1"): Promise<string | undefined> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => answer(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(undefined)));
  });
}

/** Can a server be bound to this port on loopback? */
export async function isFree(port: number): Promise<boolean> {
  return (await bindingError(port)) === undefined;
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
