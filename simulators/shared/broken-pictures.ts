/** Pictures as they arrive on bad days: cut off, of another kind than they say, far too large. */
import type { SimReply } from "./http";

export type BrokenPicture =
  /** Half of the bytes, as if that were all. */
  | "truncated"
  /** A picture that says it is something else. */
  | "wrong-type"
  /** A page that says it is a picture. */
  | "html"
  /** A small file whose header promises 60,000 by 60,000 pixels. */
  | "huge"
  /** Bytes without end. */
  | "endless"
  | "svg"
  /** Nothing. */
  | "empty";

export function brokenPicture(kind: BrokenPicture, whole: SimReply): SimReply {
  const jpeg = { "Content-Type": "image/jpeg" };
  const body = Buffer.from(whole.body ?? "");
  if (kind === "truncated") return { ...whole, body: body.subarray(0, Math.floor(body.length / 2)) };
  if (kind === "wrong-type") return { ...whole, headers: { ...whole.headers, "Content-Type": "application/octet-stream" } }; // prettier-ignore
  if (kind === "html") return { status: 200, headers: jpeg, body: "<!DOCTYPE html><html><body><h1>Please try again later</h1></body></html>" }; // prettier-ignore
  if (kind === "huge") return { status: 200, headers: { "Content-Type": "image/png" }, body: hugePng() };
  if (kind === "endless") return { status: 200, headers: jpeg, body: body.subarray(0, 512), endless: true };
  if (kind === "svg") return { status: 200, headers: { "Content-Type": "image/svg+xml" }, body: SVG };
  return { status: 200, headers: jpeg, body: "" };
}

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>document.title="run"</script><rect width="300" height="300" fill="teal"/></svg>`;

/** A PNG of a header, a few bytes and an end. */
function hugePng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(60_000, 0);
  header.writeUInt32BE(60_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // Two bytes of a zlib stream: a decoder that believes the header waits for 10 GB.
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", Buffer.from([0x78, 0x9c])), chunk("IEND", Buffer.alloc(0))]); // prettier-ignore
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
