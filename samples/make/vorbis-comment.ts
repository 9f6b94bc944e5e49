/** Vorbis comments: the tags of FLAC and Ogg files. */
import { u32, u32le } from "./bytes";
import type { Tags } from "./tags";

export function vorbisComment(tags: Tags, picture?: Buffer): Buffer {
  const list: string[] = [];
  const add = (name: string, value: string | undefined) => {
    if (value) list.push(`${name}=${value}`);
  };
  add("TITLE", tags.title);
  for (const artist of tags.artist) add("ARTIST", artist);
  add("ALBUM", tags.album);
  add("ALBUMARTIST", tags.albumArtist);
  add("DATE", tags.date);
  add("GENRE", tags.genre);
  add("COMPOSER", tags.composer);
  add("LABEL", tags.label);
  add("ISRC", tags.isrc);
  add("BARCODE", tags.barcode);
  if (tags.track) add("TRACKNUMBER", String(tags.track[0]));
  if (tags.track) add("TRACKTOTAL", String(tags.track[1]));
  if (tags.disc) add("DISCNUMBER", String(tags.disc[0]));
  if (tags.disc) add("DISCTOTAL", String(tags.disc[1]));
  if (tags.compilation) add("COMPILATION", "1");
  if (tags.mb) {
    for (const id of tags.mb.artists) add("MUSICBRAINZ_ARTISTID", id);
    for (const id of tags.mb.albumArtists) add("MUSICBRAINZ_ALBUMARTISTID", id);
    add("MUSICBRAINZ_ALBUMID", tags.mb.release);
    add("MUSICBRAINZ_RELEASEGROUPID", tags.mb.releaseGroup);
    add("MUSICBRAINZ_TRACKID", tags.mb.recording);
    add("MUSICBRAINZ_RELEASETRACKID", tags.mb.track);
  }
  if (picture) add("METADATA_BLOCK_PICTURE", picture.toString("base64"));
  const vendor = Buffer.from("Linernotes samples");
  const parts = [u32le(vendor.length), vendor, u32le(list.length)];
  for (const comment of list) {
    const bytes = Buffer.from(comment, "utf8");
    parts.push(u32le(bytes.length), bytes);
  }
  return Buffer.concat(parts);
}

/** The picture block of FLAC, which Ogg files carry as a comment. */
export function pictureBlock(jpeg: Buffer, side: number): Buffer {
  const mime = Buffer.from("image/jpeg");
  return Buffer.concat([
    u32(3),
    u32(mime.length),
    mime,
    u32(0),
    u32(side),
    u32(side),
    u32(24),
    u32(0),
    u32(jpeg.length),
    jpeg,
  ]);
}
