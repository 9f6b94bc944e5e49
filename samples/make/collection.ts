/** Turns albums of the simulators' catalogue into sample files: the same facts, so the lengths are the real ones. */
import { coreCatalogue } from "../../simulators/catalogue/index";
import type { Release, Track } from "../../simulators/catalogue/entities";
import type { Id3Version } from "./mp3";
import type { Tags } from "./tags";

export type Format = "mp3" | "flac" | "ogg" | "m4a";

export interface Sample {
  /** Path below `samples/library`. */
  path: string;
  format: Format;
  id3?: Id3Version;
  seconds: number;
  tags: Omit<Tags, "cover">;
  /** Key of the drawn cover to embed. */
  cover?: string;
}

export interface AlbumChoice {
  artist: string;
  title: string;
  /** Of several albums or editions with this title. */
  nth?: number;
  edition?: number;
  format: Format;
  id3?: Id3Version;
  folder: string;
  /** Numbers of the tracks to take, counted over all discs; all when absent. */
  take?: readonly number[];
  cover?: true;
  mb?: true;
  isrc?: true;
  barcode?: true;
  /** Last word on the tags of each file. */
  change?: (tags: Sample["tags"], track: Track) => Partial<Sample["tags"]>;
}

function releaseOf(choice: AlbumChoice): Release {
  const artist = coreCatalogue().artistByKey.get(choice.artist);
  const groups = artist?.groups.filter((group) => group.title === choice.title) ?? [];
  const release = groups[choice.nth ?? 0]?.releases[choice.edition ?? 0];
  if (!release) throw new Error(`The catalogue has no ${choice.artist} – ${choice.title}`);
  return release;
}

/** Letters that no file system minds. */
function safeName(text: string): string {
  const plain = text
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/\.+$/, "")
    .trim();
  return [...plain].slice(0, 60).join("").trim();
}

export function fromAlbum(choice: AlbumChoice): Sample[] {
  const release = releaseOf(choice);
  const artist = release.group.credit[0]?.artist;
  const all = release.media.flat();
  const wanted = choice.take ? all.filter((_track, at) => choice.take?.includes(at + 1)) : all;
  const discs = release.media.length;
  return wanted.map((track, index) => {
    const credit = track.recording.credit;
    const medium = release.media[track.disc - 1] ?? [];
    const basic: Sample["tags"] = {
      title: track.title,
      artist: [credit.map((part) => part.artist.name + part.join).join("")], // prettier-ignore
      albumArtist: release.group.credit.map((part) => part.artist.name + part.join).join(""), // prettier-ignore
      album: release.title,
      date: release.date,
      track: [track.position, medium.length],
      ...(discs > 1 ? { disc: [track.disc, discs] as const } : {}),
      ...(artist?.genres[0] ? { genre: artist.genres[0] } : {}),
      ...(choice.isrc && track.isrc ? { isrc: track.isrc } : {}),
      ...(choice.barcode && release.upc ? { barcode: release.upc } : {}),
      ...(choice.mb
        ? {
            mb: {
              artists: credit.map((part) => part.artist.mbid),
              albumArtists: release.group.credit.map((part) => part.artist.mbid),
              release: release.mbid,
              releaseGroup: release.group.mbid,
              recording: track.recording.mbid,
              track: track.mbid,
            },
          }
        : {}),
    };
    const tags = { ...basic, ...choice.change?.(basic, track) };
    const number = `${discs > 1 ? `${track.disc}-` : ""}${String(track.position).padStart(2, "0")}`;
    return {
      path: `${choice.folder}/${number} ${safeName(track.title)}.${choice.format}`,
      format: choice.format,
      ...(choice.id3 ? { id3: choice.id3 } : {}),
      seconds: Math.round(track.lengthMs / 1000),
      tags,
      // One embedded cover an album is enough to show that it is found.
      ...(choice.cover && index === 0 ? { cover: release.group.key } : {}),
    };
  });
}

/** A file without an album behind it. */
export function loose(
  path: string,
  format: Format,
  seconds: number,
  tags: Sample["tags"],
  id3?: Id3Version,
): Sample {
  return { path, format, seconds, tags, ...(id3 ? { id3 } : {}) };
}
