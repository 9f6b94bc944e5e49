/** Ogg Vorbis of pure silence: one byte a packet, each 4,096 samples at 8 kHz. A player plays it. */
import { LowBits, crc, u32le } from "./bytes";
import type { Tags } from "./tags";
import { pictureBlock, vorbisComment } from "./vorbis-comment";

const RATE = 8000;
const BLOCK_BITS = 13;
const STEP = 2 ** BLOCK_BITS / 2;
const SERIAL = 0x4c4e4f54;

export function oggFile(tags: Tags, seconds: number, coverSide: number): Buffer {
  const samples = Math.round(seconds * RATE);
  const picture = tags.cover ? pictureBlock(tags.cover, coverSide) : undefined;
  const comment = Buffer.concat([Buffer.from("\x03vorbis"), vorbisComment(tags, picture), Buffer.from([1])]);
  const writer = new Pages();
  writer.write([identification()], 0, 2);
  writer.write([comment, setup()], 0, 0);
  // The first packet only primes the overlap, so one more is needed than the samples fill.
  const packets = Math.ceil(samples / STEP) + 1;
  for (let at = 0; at < packets; at += 255) {
    const count = Math.min(255, packets - at);
    const last = at + count === packets;
    const granule = last ? samples : (at + count - 1) * STEP;
    writer.write(Array<Buffer>(count).fill(Buffer.from([0])), granule, last ? 4 : 0);
  }
  return writer.done();
}

class Pages {
  private readonly parts: Buffer[] = [];
  private sequence = 0;

  /** Writes packets, over several pages where they do not fit into one. */
  write(packets: readonly Buffer[], granule: number, flags: number): void {
    const lacing: number[] = [];
    for (const packet of packets) {
      for (let left = packet.length; left >= 255; left -= 255) lacing.push(255);
      lacing.push(packet.length % 255);
    }
    const data = Buffer.concat(packets);
    let from = 0;
    for (let at = 0; at < lacing.length; at += 255) {
      const segments = lacing.slice(at, at + 255);
      const size = segments.reduce((sum, one) => sum + one, 0);
      const continued = at > 0 && lacing[at - 1] === 255 ? 1 : 0;
      const end = at + 255 >= lacing.length;
      this.page(segments, data.subarray(from, from + size), end ? granule : -1, (at === 0 ? flags & 2 : 0) | (end ? flags & 4 : 0) | continued); // prettier-ignore
      from += size;
    }
  }

  private page(segments: readonly number[], body: Buffer, granule: number, flags: number): void {
    const position = Buffer.alloc(8);
    position.writeBigInt64LE(BigInt(granule));
    const page = Buffer.concat([
      Buffer.from("OggS\0"),
      Buffer.from([flags]),
      position,
      u32le(SERIAL),
      u32le(this.sequence++),
      u32le(0),
      Buffer.from([segments.length, ...segments]),
      body,
    ]);
    page.writeUInt32LE(crc(page, 0x04c11db7, 32), 22);
    this.parts.push(page);
  }

  done(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function identification(): Buffer {
  return Buffer.concat([
    Buffer.from("\x01vorbis"),
    u32le(0),
    Buffer.from([1]),
    u32le(RATE),
    u32le(0),
    u32le(32_000),
    u32le(0),
    Buffer.from([(BLOCK_BITS << 4) | BLOCK_BITS, 1]),
  ]);
}

/** The least a decoder accepts: one book of two words, an empty floor, an empty residue, one mode. */
function setup(): Buffer {
  const bits = new LowBits();
  bits.put(0, 8).put(0x564342, 24).put(1, 16).put(2, 24).put(0, 1).put(0, 1).put(0, 5).put(0, 5).put(0, 4);
  bits.put(0, 6).put(0, 16);
  bits.put(0, 6).put(1, 16).put(0, 5).put(0, 2).put(10, 4);
  bits.put(0, 6).put(0, 16).put(0, 24).put(0, 24).put(0, 24).put(0, 6).put(0, 8).put(0, 3).put(0, 1);
  bits.put(0, 6).put(0, 16).put(0, 1).put(0, 1).put(0, 2).put(0, 8).put(0, 8).put(0, 8);
  bits.put(0, 6).put(0, 1).put(0, 16).put(0, 16).put(0, 8);
  bits.put(1, 1);
  return Buffer.concat([Buffer.from("\x05vorbis"), bits.done()]);
}
