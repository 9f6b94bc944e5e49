/** Deterministic ids: the same catalogue gives the same ids at every start, so links in a database stay good. */
import { createHash } from "node:crypto";

const BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** A UUID of version 4's shape made from a text. */
export function uuidFrom(text: string): string {
  const bytes = Buffer.from(digest(`uuid:${text}`).subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A Spotify id's shape: 22 characters of base 62. */
export function base62From(text: string): string {
  let number = BigInt(`0x${digest(`base62:${text}`).subarray(0, 16).toString("hex")}`);
  let out = "";
  while (out.length < 22) {
    out = (BASE62[Number(number % 62n)] ?? "0") + out;
    number /= 62n;
  }
  return out;
}

/** A number from `min` (inclusive) to `max` (exclusive) made from a text. */
export function numberFrom(text: string, min: number, max: number): number {
  return min + (digest(`number:${text}`).readUIntBE(0, 6) % (max - min));
}

/** Hands out numbers made from texts and steps on where two texts would share one. */
export class NumberPool {
  private readonly taken = new Set<number>();
  constructor(
    private readonly min: number,
    private readonly max: number,
  ) {}
  take(text: string): number {
    return this.free(numberFrom(text, this.min, this.max));
  }
  /** Made from a number instead: cheaper for many. */
  takeFor(number: number): number {
    return this.free(this.min + ((number * 7_919) % (this.max - this.min)));
  }
  private free(wanted: number): number {
    let candidate = wanted;
    while (this.taken.has(candidate)) candidate = candidate + 1 < this.max ? candidate + 1 : this.min;
    this.taken.add(candidate);
    return candidate;
  }
}

export function hexFrom(text: string, length: number): string {
  return digest(`hex:${text}`).toString("hex").slice(0, length);
}

/** A small seeded generator (mulberry32): fast, and the same on every machine. */
export function randomFrom(text: string): () => number {
  let state = digest(`random:${text}`).readUInt32BE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
