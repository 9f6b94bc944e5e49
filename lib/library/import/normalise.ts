import { createHash } from "node:crypto";
import { foldName, isVariousArtists } from "@/lib/domain/names";
import { readPath } from "./fromPath";
import { toMbid, type ImportLine } from "./line";

export interface ArtistTag {
  name: string;
  mbid?: string;
}

/** A line, made ready for the tables. */
export interface ImportedTrack {
  /** The line, with what its path says where tags are missing. */
  line: ImportLine;
  /** The line as it came. */
  raw: ImportLine;
  title: string;
  artistCredit: string;
  artists: ArtistTag[];
  album?: { title: string; artist: ArtistTag };
  /** Of the whole line: the same again is no change. */
  contentHash: string;
  /** Of what the file is, not where it lies: a file that moved has the same. */
  fingerprint: string;
}

/** "A feat. B": the guest is credited on the track, but the track is A's. */
const GUEST = /\s+[([]?(?:feat\.?|ft\.?|featuring)\s.+$/i;

/** The digest is of the line as it came; what is read from the path stands beside the raw values, not in them. */
export function normaliseLine(given: ImportLine): ImportedTrack {
  const line = completeFromPath(given);
  const credit = line.artist ?? line.artists.join(", ");
  const named = line.artists.length > 0 ? line.artists : line.artist ? [line.artist] : [];
  const names = named.map((name) => name.replace(GUEST, "").trim() || name);
  // Ids belong to names only where there are as many of one as of the other; what is no id says nothing.
  const ids = line.mb_artist_ids.length === names.length ? line.mb_artist_ids : [];
  const artists = names.map((name, index) => ({ name, mbid: toMbid(ids[index]) }));
  return {
    line,
    raw: given,
    title: line.title ?? line.path,
    artistCredit: credit,
    artists,
    album: line.album ? { title: line.album, artist: albumArtist(line, artists) } : undefined,
    contentHash: digest(given),
    fingerprint: digest({ ...given, path: undefined, file_modified_ms: undefined }),
  };
}

/**
 * Fills what the tags leave empty from the path. A file that names its artist but no album is a loose track on purpose:
 * only where the artist is missing too does the folder speak for both.
 */
function completeFromPath(line: ImportLine): ImportLine {
  const untagged = !line.artist && line.artists.length === 0 && !line.album_artist;
  if (line.title && !untagged) return line;
  const path = readPath(line.path);
  const title = line.title ?? path.title;
  if (!untagged) return { ...line, title };
  return {
    ...line,
    title,
    artist: path.artist,
    album: line.album ?? path.album,
    track_number: line.track_number ?? path.trackNumber,
    disc_number: line.disc_number ?? path.discNumber,
    date: line.date ?? path.date,
  };
}

/** The album artist's tag; else "Various Artists" for a compilation; else the track's first artist. */
function albumArtist(line: ImportLine, artists: ArtistTag[]): ArtistTag {
  if (line.album_artist && !isVariousArtists(line.album_artist)) {
    const folded = foldName(line.album_artist);
    const same = artists.find((artist) => foldName(artist.name) === folded);
    return same ? { name: line.album_artist, mbid: same.mbid } : { name: line.album_artist };
  }
  if (line.album_artist || line.compilation) return { name: "Various Artists" };
  return artists[0] ?? { name: "Unknown Artist" };
}

function digest(line: Partial<ImportLine>): string {
  return createHash("sha1").update(JSON.stringify(line)).digest("base64url");
}
