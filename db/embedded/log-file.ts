import { closeSync, copyFileSync, existsSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";

const CAP = 5 * 1024 * 1024;

/** Empties a log that has grown beyond the cap, keeping one older copy. The writer appends, so it goes on at the new end. */
export function capLog(file: string, cap = CAP): void {
  if (!existsSync(file) || statSync(file).size <= cap) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file, 0);
}

/** Opens the log for a child's stdout and stderr. A file, not a pipe: a server that outlives us must not write into nothing. */
export function withLog<T>(file: string, use: (fd: number) => T): T {
  capLog(file);
  const fd = openSync(file, "a", 0o600);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

/** What was written to the log after byte `from`. */
export function logSince(file: string, from: number): string {
  return existsSync(file) ? readFileSync(file).subarray(from).toString("utf8") : "";
}
