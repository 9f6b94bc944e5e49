/** Makes the bytes of every sample file; the same bytes at every run. */
import { picture } from "../../simulators/shared/pictures";
import type { Sample } from "./collection";
import { flacFile } from "./flac";
import { m4aFile } from "./m4a";
import { mp3File } from "./mp3";
import { oggFile } from "./ogg";
import { plan } from "./plan";
import type { Tags } from "./tags";

const COVER_SIDE = 200;

export interface SampleFile {
  path: string;
  bytes: Buffer;
}

async function fileOf(sample: Sample): Promise<SampleFile> {
  const cover = sample.cover ? await picture("cover", sample.cover, COVER_SIDE) : undefined;
  const tags: Tags = cover ? { ...sample.tags, cover } : sample.tags;
  return { path: sample.path, bytes: bytesOf(sample, tags) };
}

function bytesOf({ format, seconds, id3 }: Sample, tags: Tags): Buffer {
  if (format === "flac") return flacFile(tags, seconds, COVER_SIDE);
  if (format === "ogg") return oggFile(tags, seconds, COVER_SIDE);
  if (format === "m4a") return m4aFile(tags, seconds);
  return mp3File(tags, seconds, id3 ?? "2.4");
}

/** All files, the one that is not audio at the end. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const files = await Promise.all(plan.map(fileOf));
  const broken = Buffer.from("This is a text with the name of a song. A scanner should say so and go on.\n");
  return [...files, { path: "broken.mp3", bytes: broken }];
}
