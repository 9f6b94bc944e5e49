import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

/** One figure of a benchmark; `ok` is left out where there is no target. */
export interface Figure {
  measured: string;
  target: string;
  ok?: boolean;
}

/** A figure that must not be greater than its target. */
export function atMost(value: number, target: number, unit: string): Figure {
  return { measured: `${round(value)} ${unit}`, target: `≤ ${target} ${unit}`, ok: value <= target };
}

/** A figure that must not be smaller than its target. */
export function atLeast(value: number, target: number, unit: string): Figure {
  return { measured: `${round(value)} ${unit}`, target: `≥ ${target} ${unit}`, ok: value >= target };
}

export function plain(value: number, unit: string): Figure {
  return { measured: `${round(value)} ${unit}`, target: "" };
}

/** Prints the table and writes it to bench/results/NAME.json. */
export function report(name: string, figures: Record<string, Figure>, details: object = {}): void {
  console.table(
    Object.fromEntries(
      Object.entries(figures).map(([key, { measured, target, ok }]) => [
        key,
        { measured, target, met: ok === undefined ? "" : ok ? "yes" : "NO" },
      ]),
    ),
  );
  const folder = join(import.meta.dirname, "..", "results");
  mkdirSync(folder, { recursive: true });
  const machine = { cpus: cpus().length, node: process.version };
  const result = { at: new Date().toISOString(), machine, figures, ...details };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function round(value: number): number {
  return value < 10 ? Math.round(value * 100) / 100 : Math.round(value * 10) / 10;
}
