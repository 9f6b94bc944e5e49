import { createHash } from "node:crypto";
import { basename, extname } from "node:path/posix";
import { foldName, isVariousArtists } from "@/lib/domain/names";
import { toMbid, type ImportLine } from "./line";

export interface ArtistTag {
  name: string;
  mbid?: string;
}

/** A line, made ready for the tables. */
export interface ImportedTrack {
  line: ImportLine;
  title: string;
  artistCredit: string;
  artists: ArtistTag[];
  album?: { title: string; artist: ArtistTag };
  contentHash: string;
}

/** "A feat. B": the guest is credited on the track, but the track is A's. */
const GUEST = /\s+[([]?(?:feat\.?|ft\.?|featuring)\s.+$/i;

export function normaliseLine(line: ImportLine): ImportedTrack {
  const credit = line.artist ?? line.artists.join(", ");
  const named = line.artists.length > 0 ? line.artists : line.artist ? [line.artist] : [];
  const names = named.map((name) => name.replace(GUEST, "").trim() || name);
  // Ids belong to names only where there are as many of one as of the other; what is no id says nothing.
  const ids = line.mb_artist_ids.length === names.length ? line.mb_artist_ids : [];
  const artists = names.map((name, index) => ({ name, mbid: toMbid(ids[index]) }));
  return {
    line,
    title: line.title ?? basename(line.path.replaceAll("\\", "/"), extname(line.path)),
    artistCredit: credit,
    artists,
    album: line.album ? { title: line.album, artist: albumArtist(line, artists) } : undefined,
    contentHash: createHash("sha1").update(JSON.stringify(line)).digest("base64url"),
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
