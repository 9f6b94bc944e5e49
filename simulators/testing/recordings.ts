/** Reads the recorded answers that lie beside the repository; they are never part of it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Shape } from "./shape";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "recordings");

export const hasRecordings = existsSync(join(FOLDER, "MANIFEST.tsv"));
export const WITHOUT = "the recorded answers are not beside the repository";

export interface Envelope {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
}

export function envelope(name: string): Envelope {
  return recorded(name) as Envelope;
}

/** The shape of several recordings of one kind of answer together. */
export function recordedShape(...names: string[]): Shape {
  const shape = new Shape();
  for (const name of names) shape.add(recorded(name));
  return shape;
}
