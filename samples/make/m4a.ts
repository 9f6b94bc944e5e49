/** M4A: four silent AAC frames that share the whole length between them, with iTunes tags. */
import { u16, u32 } from "./bytes";
import { freeValues, type Tags } from "./tags";

const RATE = 44_100;
const FRAMES = 4;
/** One channel element without any spectral data, then the end mark. */
const SILENCE = Buffer.from([0x00, 0xc8, 0x00, 0x07]);

export function m4aFile(tags: Tags, seconds: number): Buffer {
  const step = Math.round((seconds * RATE) / FRAMES);
  const type = box("ftyp", Buffer.from("M4A \0\0\0\0M4A mp42isom", "latin1"));
  // The place of the sound depends on the size of the index before it, which does not depend on the place.
  const size = movie(tags, step, 0).length;
  const index = movie(tags, step, type.length + size + 8);
  return Buffer.concat([type, index, box("mdat", ...Array<Buffer>(FRAMES).fill(SILENCE))]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, "latin1"), body]);
}

function full(type: string, flags: number, ...parts: Buffer[]): Buffer {
  return box(type, u32(flags), ...parts);
}

const UNITY = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));

function movie(tags: Tags, step: number, soundAt: number): Buffer {
  const duration = step * FRAMES;
  const header = full("mvhd", 0, u32(0), u32(0), u32(RATE), u32(duration), u32(0x10000), u16(0x100), Buffer.alloc(10), UNITY, Buffer.alloc(24), u32(2)); // prettier-ignore
  const track = full("tkhd", 7, u32(0), u32(0), u32(1), u32(0), u32(duration), Buffer.alloc(8), u16(0), u16(0), u16(0x100), u16(0), UNITY, u32(0), u32(0)); // prettier-ignore
  const media = box(
    "mdia",
    full("mdhd", 0, u32(0), u32(0), u32(RATE), u32(duration), u16(0x55c4), u16(0)),
    full("hdlr", 0, u32(0), Buffer.from("soun"), Buffer.alloc(12), Buffer.from("Sound\0")),
    box(
      "minf",
      full("smhd", 0, u32(0)),
      box("dinf", full("dref", 0, u32(1), full("url ", 1))),
      box(
        "stbl",
        full("stsd", 0, u32(1), soundDescription()),
        full("stts", 0, u32(1), u32(FRAMES), u32(step)),
        full("stsc", 0, u32(1), u32(1), u32(FRAMES), u32(1)),
        full("stsz", 0, u32(SILENCE.length), u32(FRAMES)),
        full("stco", 0, u32(1), u32(soundAt)),
      ),
    ),
  );
  return box("moov", header, box("trak", track, media), box("udta", metadata(tags)));
}

function soundDescription(): Buffer {
  const config = Buffer.from([0x12, 0x08]); // AAC-LC, 44.1 kHz, one channel
  const decoder = descriptor(
    4,
    Buffer.from([0x40, 0x15, 0, 0, 0]),
    u32(32_000),
    u32(32_000),
    descriptor(5, config),
  );
  const stream = full(
    "esds",
    0,
    descriptor(3, Buffer.from([0, 1, 0]), decoder, descriptor(6, Buffer.from([2]))),
  );
  return box("mp4a", Buffer.alloc(6), u16(1), Buffer.alloc(8), u16(1), u16(16), u32(0), u32(RATE * 65_536), stream); // prettier-ignore
}

function descriptor(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
}

function metadata(tags: Tags): Buffer {
  const items: Buffer[] = [];
  const data = (kind: number, body: Buffer) => box("data", u32(kind), u32(0), body);
  const text = (name: string, ...values: readonly (string | undefined)[]) => {
    const known = values.flatMap((value) => (value ? [value] : []));
    if (known.length > 0) items.push(box(name, ...known.map((value) => data(1, Buffer.from(value, "utf8")))));
  };
  text("\xa9nam", tags.title);
  text("\xa9ART", tags.artist.join("; "));
  text("aART", tags.albumArtist);
  text("\xa9alb", tags.album);
  text("\xa9day", tags.date);
  text("\xa9gen", tags.genre);
  text("\xa9wrt", tags.composer);
  if (tags.track)
    items.push(box("trkn", data(0, Buffer.concat([u16(0), u16(tags.track[0]), u16(tags.track[1]), u16(0)]))));
  if (tags.disc)
    items.push(box("disk", data(0, Buffer.concat([u16(0), u16(tags.disc[0]), u16(tags.disc[1])]))));
  if (tags.compilation) items.push(box("cpil", data(21, Buffer.from([1]))));
  if (tags.cover) items.push(box("covr", data(13, tags.cover)));
  const free = freeValues(tags);
  if (tags.isrc) free.push(["ISRC", [tags.isrc]]);
  if (tags.label) free.push(["LABEL", [tags.label]]);
  if (tags.mb) free.push(["MusicBrainz Track Id", [tags.mb.recording]]);
  for (const [name, values] of free) {
    const head = [full("mean", 0, Buffer.from("com.apple.iTunes")), full("name", 0, Buffer.from(name))];
    items.push(box("----", ...head, ...values.map((value) => data(1, Buffer.from(value, "utf8")))));
  }
  const handler = full("hdlr", 0, u32(0), Buffer.from("mdirappl"), Buffer.alloc(9));
  return full("meta", 0, handler, box("ilst", ...items));
}
