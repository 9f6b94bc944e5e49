/** MP3: a few silent frames whose header states how many there would be, with ID3 tags of any version. */
import { u32 } from "./bytes";
import { freeValues, type Tags } from "./tags";

export type Id3Version = "2.3" | "2.4" | "1";

const RATE = 44_100;
const FRAME_SAMPLES = 1152;
const FRAME_BYTES = 104;
const FRAMES = 8;

export function mp3File(tags: Tags, seconds: number, version: Id3Version): Buffer {
  const audio = frames(Math.round((seconds * RATE) / FRAME_SAMPLES));
  if (version === "1") return Buffer.concat([audio, id3v1(tags)]);
  return Buffer.concat([id3v2(tags, version), audio]);
}

/** MPEG 1 layer III, 32 kbit/s, mono; the first frame is the "Info" header with the number of frames. */
function frames(count: number): Buffer {
  const one = Buffer.alloc(FRAME_BYTES);
  Buffer.from([0xff, 0xfb, 0x10, 0xc4]).copy(one);
  const info = Buffer.from(one);
  info.write("Info", 21, "latin1");
  info.writeUInt32BE(0b0011, 25);
  info.writeUInt32BE(count, 29);
  info.writeUInt32BE((count + 1) * FRAME_BYTES, 33);
  return Buffer.concat([info, ...Array<Buffer>(FRAMES).fill(one)]);
}

function id3v1(tags: Tags): Buffer {
  const out = Buffer.alloc(128);
  out.write("TAG", 0, "latin1");
  const put = (text: string, at: number) => out.write(text.slice(0, 30), at, "latin1");
  put(tags.title, 3);
  put(tags.artist.join("/"), 33);
  put(tags.album ?? "", 63);
  out.write((tags.date ?? "").slice(0, 4), 93, "latin1");
  if (tags.track) out[126] = tags.track[0];
  out[127] = 8;
  return out;
}

function id3v2(tags: Tags, version: "2.3" | "2.4"): Buffer {
  const parts: Buffer[] = [];
  const add = (id: string, body: Buffer) => {
    const size = version === "2.4" ? synchsafe(body.length) : u32(body.length);
    parts.push(Buffer.from(id, "latin1"), size, Buffer.from([0, 0]), body);
  };
  const text = (id: string, ...values: readonly (string | undefined)[]) => {
    const known = values.flatMap((value) => (value ? [value] : []));
    if (known.length > 0) add(id, encoded(known, version));
  };
  text("TIT2", tags.title);
  text("TPE1", ...tags.artist);
  text("TPE2", tags.albumArtist);
  text("TALB", tags.album);
  text("TCOM", tags.composer);
  text("TCON", tags.genre);
  text("TPUB", tags.label);
  text("TSRC", tags.isrc);
  if (tags.date) dates(tags.date, version, text);
  if (tags.track) text("TRCK", tags.track.join("/"));
  if (tags.disc) text("TPOS", tags.disc.join("/"));
  if (tags.compilation) text("TCMP", "1");
  for (const [name, values] of freeValues(tags)) add("TXXX", described(name, values, version));
  if (tags.mb) add("UFID", Buffer.from(`http://musicbrainz.org\0${tags.mb.recording}`, "latin1"));
  if (tags.cover) add("APIC", Buffer.concat([Buffer.from("\0image/jpeg\0\x03\0", "latin1"), tags.cover]));
  const body = Buffer.concat([...parts, Buffer.alloc(32)]);
  return Buffer.concat([
    Buffer.from("ID3"),
    Buffer.from([version === "2.4" ? 4 : 3, 0, 0]),
    synchsafe(body.length),
    body,
  ]);
}

function dates(date: string, version: "2.3" | "2.4", text: (id: string, value: string) => void): void {
  if (version === "2.4") return text("TDRC", date);
  const [year = "", month, day] = date.split("-");
  text("TYER", year);
  if (month && day) text("TDAT", `${day}${month}`);
}

/** 2.4: UTF-8 with zero bytes between values; 2.3: UTF-16 with a byte order mark and slashes between values. */
function encoded(values: readonly string[], version: "2.3" | "2.4"): Buffer {
  if (version === "2.4") return Buffer.concat([Buffer.from([3]), Buffer.from(values.join("\0"), "utf8")]);
  return Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(values.join("/"), "utf16le")]);
}

function described(name: string, values: readonly string[], version: "2.3" | "2.4"): Buffer {
  if (version === "2.4")
    return Buffer.concat([Buffer.from([3]), Buffer.from(`${name}\0${values.join("\0")}`, "utf8")]);
  const mark = Buffer.from([0xff, 0xfe]);
  const utf16 = (value: string) => Buffer.concat([mark, Buffer.from(value, "utf16le")]);
  return Buffer.concat([Buffer.from([1]), utf16(`${name}\0`), utf16(values.join("/"))]);
}

function synchsafe(value: number): Buffer {
  return Buffer.from([(value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127]);
}
