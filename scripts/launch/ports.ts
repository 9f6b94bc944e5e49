import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { bindingError, freePort, isFree } from "@/db/embedded/port";
import { StartupProblem } from "@/db/embedded/problem";

/**
 * Refuses a port that cannot be had, before anything is started. After a killed server its app may hold the port for another
 * moment, hence `patience`.
 */
export async function requirePort(port: number, host: string, patience: number): Promise<void> {
  for (const end = Date.now() + patience; ; await sleep(200)) {
    const error = await bindingError(port, host);
    if (!error) return;
    if (error === "EADDRINUSE" && Date.now() < end) continue;
    throw new StartupProblem(sentence(error, port, host));
  }
}

function sentence(error: string, port: number, host: string): string {
  if (error === "EADDRINUSE") return `Port ${port} is taken by another program: stop it or set another PORT.`;
  if (error === "EACCES") return `No permission to listen on port ${port}: set a PORT above 1023.`;
  if (error === "EADDRNOTAVAIL" || error === "ENOTFOUND")
    return `HOST ${host} is not an address of this machine.`;
  return `Linernotes cannot listen on ${host} port ${port} (${error}).`;
}

/**
 * The first of `count` free ports in a row, the same as last time where possible: addresses with these ports are in the data
 * (pictures, for one).
 */
export async function keptPorts(file: string, count: number): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  for (let attempt = 0, base = kept || (await freePort()); attempt < 50; attempt++, base = await freePort()) {
    if (base + count > 65_535) continue;
    const free = await Promise.all(Array.from({ length: count }, (_, offset) => isFree(base + offset)));
    if (!free.every(Boolean)) continue;
    writeFileSync(file, `${base}\n`);
    return base;
  }
  throw new StartupProblem("No free ports were found for the provider simulators.");
}
