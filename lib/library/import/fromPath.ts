/** What a file's path says about it, where the usual ways of naming folders and files were followed. */
export interface PathTags {
  title: string;
  artist?: string;
  album?: string;
  trackNumber?: number;
  discNumber?: number;
  date?: string;
}

const EXTENSION = /\.[a-z0-9]{1,5}$/i;
/** "01 ", "01. ", "1-01 ", "A1 " are numbers; "1999" and "50 Cent" are not. */
const NUMBER = /^(?:(\d)-)?(\d{1,3})(?:\s*[.)_-]+\s*|\s+(?=-\s)|_+|\s{1,2}(?=\D))(?=\S)/;
const DISC_FOLDER = /^(?:cd|disc|disk|dvd|vol(?:ume)?\.?)[\s._-]*(\d{1,2})$/i;
const YEAR_IN_BRACKETS = /\s*[([{]((?:19|20)\d{2})[)\]}]\s*/;
const YEAR_IN_FRONT = /^((?:19|20)\d{2})\s*[-–._]\s*/;
/** Folders that hold music and are no artist. */
const SHELVES =
  /^(?:music|musik|musique|m[uú]sica|audio|flac|mp3s?|lossless|library|media|downloads?|albums?|artists?|[a-z0-9#])$/i;

/**
 * Reads "Artist/Album/01 - Title.mp3" and its kin: disc folders, years in brackets or in front, "Artist - Album" as one
 * folder, "Artist - Title" as a file. Never better than a tag: used only for fields that the tags leave empty.
 */
export function readPath(path: string): PathTags {
  const parts = path
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  const file = readFileName((parts.pop() ?? "").replace(EXTENSION, ""));
  let discNumber = file.discNumber;
  const disc = DISC_FOLDER.exec(parts.at(-1) ?? "");
  if (disc?.[1]) {
    discNumber = Number(disc[1]);
    parts.pop();
  }
  const { title, trackNumber } = file;
  const tags: PathTags = { title, trackNumber, discNumber };
  if (file.artist) tags.artist = file.artist;

  const folder = parts.pop();
  const above = parts.pop();
  if (folder === undefined || SHELVES.test(folder)) return tags;
  const named = readFolderName(folder);
  const aboveIsArtist = above !== undefined && !SHELVES.test(above) && !YEAR_IN_BRACKETS.test(above);
  if (aboveIsArtist) {
    tags.album = named.album;
    tags.artist ??= above;
  } else if (named.artist) {
    tags.album = named.album;
    tags.artist ??= named.artist;
  } else if (named.date || trackNumber !== undefined) {
    // A lone folder with numbered files is an album; one with loose files is an artist.
    tags.album = named.album;
  } else {
    tags.artist ??= folder;
  }
  if (named.date && tags.album) tags.date = named.date;
  return tags;
}

function readFileName(name: string): Pick<PathTags, "title" | "artist" | "trackNumber" | "discNumber"> {
  const spaced = name.includes(" ") ? name : name.replaceAll("_", " ");
  const number = NUMBER.exec(spaced);
  const rest = number
    ? spaced
        .slice(number[0].length)
        .replace(/^[-–]\s*/, "")
        .trim()
    : spaced.trim();
  const parts = rest.split(/\s+[-–]\s+/);
  const numbers = {
    trackNumber: number?.[2] ? Number(number[2]) || undefined : undefined,
    discNumber: number?.[1] ? Number(number[1]) || undefined : undefined,
  };
  // Three parts or more: which is the album, nobody can say; the first and the last are safe.
  if (parts.length >= 2 && parts[0]) {
    return { title: parts.at(-1) ?? rest, artist: parts[0], ...numbers };
  }
  return { title: rest || name, ...numbers };
}

function readFolderName(name: string): { album: string; artist?: string; date?: string } {
  const front = YEAR_IN_FRONT.exec(name);
  const bracketed = YEAR_IN_BRACKETS.exec(name);
  const date = front?.[1] ?? bracketed?.[1];
  const bare = (front ? name.slice(front[0].length) : name.replace(YEAR_IN_BRACKETS, " ")).trim();
  const [artist, ...rest] = bare.split(/\s+[-–]\s+/);
  if (artist && rest.length > 0) {
    const album = rest.filter((part) => !/^(?:19|20)\d{2}$/.test(part)).join(" - ");
    const year = rest.find((part) => /^(?:19|20)\d{2}$/.test(part));
    return { album: album || bare, artist, date: date ?? year };
  }
  return { album: bare || name, date };
}
