/** A seeded stream of choices and ids. Made without digests: there are hundreds of thousands of them. */
import { randomFrom } from "../../shared/ids";

const BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const HEX = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, "0"));
const THREE = [...BASE62].flatMap((a) => [...BASE62].flatMap((b) => [...BASE62].map((c) => a + b + c)));

export class Dice {
  private readonly next: () => number;
  constructor(seed: string) {
    this.next = randomFrom(`generated:${seed}`);
  }

  /** True in this share of the calls. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** The same things in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }

  private whole(): number {
    return Math.floor(this.next() * 4_294_967_296);
  }

  /** A UUID of version 4's shape. */
  uuid(): string {
    const [a, b, c, d] = [this.whole(), this.whole(), this.whole(), this.whole()];
    const [b1, b2] = [hex(b >>> 16), hex((b & 0x0fff) | 0x4000)];
    return `${hex(a >>> 16)}${hex(a & 0xffff)}-${b1}-${b2}-${hex((c >>> 16 & 0x3fff) | 0x8000)}-${hex(c & 0xffff)}${hex(d >>> 16)}${hex(d & 0xffff)}`; // prettier-ignore
  }

  /** A Spotify id's shape. */
  base62(): string {
    let out = BASE62[this.between(0, 7)] ?? "0";
    for (let at = 0; at < 7; at++) {
      const three = Math.floor(this.next() * THREE.length);
      out += THREE[three];
    }
    return out;
  }
}

const hex = (number: number): string => HEX[number] ?? "0000";
