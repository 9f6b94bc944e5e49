/** Small helpers to put numbers and texts into bytes. */

export function u16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16BE(value);
  return out;
}

export function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

export function u32le(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value >>> 0);
  return out;
}

/** Bits, the lowest first, as Vorbis packs them. */
export class LowBits {
  private readonly bytes: number[] = [];
  private used = 0;

  put(value: number, count: number): this {
    for (let i = 0; i < count; i++) {
      if (this.used % 8 === 0) this.bytes.push(0);
      const at = this.bytes.length - 1;
      this.bytes[at] = (this.bytes[at] ?? 0) | (((value >>> i) & 1) << (this.used % 8));
      this.used += 1;
    }
    return this;
  }

  done(): Buffer {
    return Buffer.from(this.bytes);
  }
}

/** A table-free CRC of any width up to 32 bits, most significant bit first, no reflection, start 0. */
export function crc(data: Buffer, polynomial: number, width: number): number {
  const top = 2 ** (width - 1);
  const mask = width === 32 ? 0xffffffff : 2 ** width - 1;
  let value = 0;
  for (const byte of data) {
    value = (value ^ (byte * 2 ** (width - 8))) >>> 0;
    for (let i = 0; i < 8; i++) {
      const carry = (value & top) !== 0;
      value = ((value << 1) & mask) >>> 0;
      if (carry) value = (value ^ polynomial) >>> 0;
    }
  }
  return value >>> 0;
}
