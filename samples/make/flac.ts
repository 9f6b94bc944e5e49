/** FLAC of pure silence: constant subframes at 8 kHz, 14 bytes for each four seconds. A player plays it. */
import { createHash } from "node:crypto";
import { crc, u16 } from "./bytes";
import type { Tags } from "./tags";
import { pictureBlock, vorbisComment } from "./vorbis-comment";

const RATE = 8000;
const BLOCK = 32_768;

export function flacFile(tags: Tags, seconds: number, coverSide: number): Buffer {
  const samples = Math.round(seconds * RATE);
  const blocks: [type: number, body: Buffer][] = [
    [0, streamInfo(samples)],
    [4, vorbisComment(tags)],
  ];
  if (tags.cover) blocks.push([6, pictureBlock(tags.cover, coverSide)]);
  const parts: Buffer[] = [Buffer.from("fLaC")];
  blocks.forEach(([type, body], index) => {
    const last = index === blocks.length - 1 ? 0x80 : 0;
    parts.push(
      Buffer.from([last | type, body.length >> 16, (body.length >> 8) & 255, body.length & 255]),
      body,
    );
  });
  for (let at = 0, number = 0; at < samples; at += BLOCK, number++)
    parts.push(frame(number, Math.min(BLOCK, samples - at)));
  return Buffer.concat(parts);
}

function streamInfo(samples: number): Buffer {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(BLOCK, 0);
  info.writeUInt16BE(BLOCK, 2);
  // 20 bits of rate, 3 of channels − 1, 5 of bits − 1, 36 of samples.
  const packed = (BigInt(RATE) << 44n) | (0n << 41n) | (15n << 36n) | BigInt(samples);
  info.writeBigUInt64BE(packed, 10);
  createHash("md5")
    .update(Buffer.alloc(samples * 2))
    .digest()
    .copy(info, 18);
  return info;
}

function frame(number: number, size: number): Buffer {
  const whole = size === BLOCK;
  const head = Buffer.concat([
    Buffer.from([0xff, 0xf8, ((whole ? 0b1111 : 0b0111) << 4) | 0b0100, 0b0000_100_0]),
    frameNumber(number),
    whole ? Buffer.alloc(0) : u16(size - 1),
  ]);
  const body = Buffer.concat([head, Buffer.from([crc(head, 0x07, 8)]), Buffer.from([0, 0, 0])]);
  return Buffer.concat([body, u16(crc(body, 0x8005, 16))]);
}

/** Written as UTF-8 writes a code point. */
function frameNumber(number: number): Buffer {
  return Buffer.from(String.fromCodePoint(number), "utf8");
}
