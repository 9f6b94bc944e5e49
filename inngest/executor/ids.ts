import { createHash } from "node:crypto";

/**
 * The same parts always give the same id: creating a run twice for one event, invocation or cron slot
 * meets a conflict instead of making a second run.
 */
export function deterministicId(...parts: string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  const hex = hash.digest("hex");
  // Version 8 is the UUID version for ids of one's own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
