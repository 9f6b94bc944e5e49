/** What a sample file says about itself, before it becomes ID3, Vorbis comments or MP4 atoms. */

export interface Tags {
  title: string;
  /** One text as most programs write it, or several values of one tag. */
  artist: readonly string[];
  albumArtist?: string;
  album?: string;
  /** "1994" or "1994-12-06". */
  date?: string;
  track?: readonly [number: number, total: number];
  disc?: readonly [number: number, total: number];
  genre?: string;
  composer?: string;
  label?: string;
  compilation?: boolean;
  isrc?: string;
  barcode?: string;
  mb?: {
    artists: readonly string[];
    albumArtists: readonly string[];
    release: string;
    releaseGroup: string;
    recording: string;
    track: string;
  };
  /** A JPEG. */
  cover?: Buffer;
}

/** Named values that ID3 (TXXX) and MP4 (----) write the same way. */
export function freeValues(tags: Tags): [name: string, values: readonly string[]][] {
  const out: [string, readonly string[]][] = [];
  if (tags.artist.length > 1) out.push(["ARTISTS", tags.artist]);
  if (tags.barcode) out.push(["BARCODE", [tags.barcode]]);
  if (tags.mb) {
    out.push(["MusicBrainz Artist Id", tags.mb.artists]);
    out.push(["MusicBrainz Album Artist Id", tags.mb.albumArtists]);
    out.push(["MusicBrainz Album Id", [tags.mb.release]]);
    out.push(["MusicBrainz Release Group Id", [tags.mb.releaseGroup]]);
    out.push(["MusicBrainz Release Track Id", [tags.mb.track]]);
  }
  return out;
}
