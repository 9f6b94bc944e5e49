/** Deezer's answers, key by key. Durations are whole seconds. */
import type { Artist, Release, Track } from "../catalogue/entities";
import { numberFrom } from "../shared/ids";
import { deezerTitle } from "../shared/versions";
import * as view from "./view";

const SITE = "https://www.deezer.com";
const SIZES = [["small", 56], ["medium", 250], ["big", 500], ["xl", 1000]] as const; // prettier-ignore
const COUNTRIES = ["AE", "AR", "AT", "AU", "BE", "BR", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "JP", "MX", "NL", "NO", "NZ", "PL", "PT", "SE", "US", "ZA"]; // prettier-ignore
const GENRES: readonly [number, string, RegExp][] = [
  [98, "Classical", /classical|baroque$|composer/],
  [116, "Rap/Hip Hop", /hip hop|rap/],
  [113, "Dance", /house|techno|trance|dance/],
  [106, "Electro", /electronic|idm|ambient|synth/],
  [464, "Metal", /metal/],
  [85, "Alternative", /alternative|indie|grunge|post-/],
  [165, "R&B", /r&b|soul|funk/],
  [152, "Rock", /rock|punk/],
  [129, "Jazz", /jazz/],
];

function pictures(
  prefix: "picture" | "cover",
  folder: "artist" | "cover",
  md5: string,
  own: string,
  origin: string,
) {
  const out: Record<string, string> = { [prefix]: `${origin}/${own}/image` };
  for (const [name, size] of SIZES)
    out[`${prefix}_${name}`] = `${origin}/images/${folder}/${md5}/${size}x${size}-000000-80-0-0.jpg`;
  return out;
}

function shareLink(kind: string, id: number): string {
  return `${SITE}/${kind}/${id}?utm_source=deezer&utm_content=${kind}-${id}&utm_term=0_0&utm_medium=web`;
}

const artistPictures = (artist: Artist, origin: string) =>
  pictures("picture", "artist", view.artistMd5(artist), `artist/${artist.deezerId}`, origin);
const albumCovers = (release: Release, origin: string) =>
  pictures("cover", "cover", view.albumMd5(release), `album/${release.deezerId}`, origin);

function genreOf(artist: Artist | undefined): { id: number; name: string } {
  const words = (artist?.genres ?? []).join(" ");
  const found = GENRES.find(([, , pattern]) => pattern.test(words));
  return found ? { id: found[0], name: found[1] } : { id: 132, name: "Pop" };
}

interface ArtistParts {
  link?: boolean;
  share?: boolean;
  pictures?: boolean;
  radio?: boolean;
  counts?: number;
  role?: "Main" | "Featured";
}

/** The artist object has other keys in every place; `parts` says which. */
export function artistShape(artist: Artist, origin: string, parts: ArtistParts) {
  const id = artist.deezerId;
  return {
    id,
    name: view.artistName(artist),
    ...(parts.link ? { link: `${SITE}/artist/${id}` } : {}),
    ...(parts.share ? { share: shareLink("artist", id) } : {}),
    ...(parts.pictures ? artistPictures(artist, origin) : {}),
    ...(parts.counts === undefined ? {} : { nb_album: parts.counts, nb_fan: view.fansOf(artist) }),
    ...(parts.radio ? { radio: artist.fame > 30 } : {}),
    tracklist: `${origin}/artist/${id}/top?limit=50`,
    type: "artist",
    ...(parts.role ? { role: parts.role } : {}),
  };
}

function recordType(release: Release): "album" | "single" | "ep" | "compile" {
  if (release.group.secondaryTypes.includes("Compilation")) return "compile";
  return release.group.primaryType === "Album"
    ? "album"
    : release.group.primaryType === "EP"
      ? "ep"
      : "single";
}

const explicit = (tracks: readonly Track[]): boolean => tracks.some((track) => track.recording.explicit);

export function albumTracks(release: Release): Track[] {
  return release.media.flat().filter((track) => track.on.has("deezer") && view.trackArtists(track)[0]);
}

/** `/artist/{id}/albums`: no artist inside. */
export function albumOfArtist(release: Release, origin: string) {
  const id = release.deezerId;
  return {
    id,
    title: view.albumTitle(release),
    link: `${SITE}/album/${id}`,
    ...albumCovers(release, origin),
    md5_image: view.albumMd5(release),
    genre_id: genreOf(view.albumArtist(release)).id,
    fans: fans(release),
    release_date: view.albumDate(release),
    record_type: recordType(release),
    tracklist: `${origin}/album/${id}/tracks`,
    explicit_lyrics: explicit(albumTracks(release)),
    type: "album",
  };
}

function fans(release: Release): number {
  const artist = view.albumArtist(release);
  return Math.round(((artist ? view.fansOf(artist) : 0) * numberFrom(release.key, 1, 40)) / 100);
}

/** A hit of `/search/album`: no date, no fans. */
export function foundAlbum(release: Release, origin: string) {
  const id = release.deezerId;
  const artist = view.albumArtist(release);
  return {
    id,
    title: view.albumTitle(release),
    link: `${SITE}/album/${id}`,
    ...albumCovers(release, origin),
    md5_image: view.albumMd5(release),
    genre_id: genreOf(artist).id,
    nb_tracks: albumTracks(release).length,
    record_type: recordType(release),
    tracklist: `${origin}/album/${id}/tracks`,
    explicit_lyrics: explicit(albumTracks(release)),
    ...(artist ? { artist: artistShape(artist, origin, { link: true, pictures: true }) } : {}),
    type: "album",
  };
}

export function fullAlbum(release: Release, origin: string) {
  const id = release.deezerId;
  const artist = view.albumArtist(release);
  const genre = genreOf(artist);
  const tracks = albumTracks(release);
  const people = release.group.credit.map((part) => part.artist).filter((one) => one.on.has("deezer"));
  return {
    id,
    title: view.albumTitle(release),
    ...(release.upc ? { upc: release.upc } : {}),
    link: `${SITE}/album/${id}`,
    share: shareLink("album", id),
    ...albumCovers(release, origin),
    md5_image: view.albumMd5(release),
    genre_id: genre.id,
    genres: { data: [{ ...genre, picture: `${origin}/genre/${genre.id}/image`, type: "genre" }] },
    label: release.label,
    nb_tracks: tracks.length,
    duration: tracks.reduce((sum, track) => sum + seconds(track), 0),
    fans: fans(release),
    release_date: view.albumDate(release),
    record_type: recordType(release),
    available: true,
    tracklist: `${origin}/album/${id}/tracks`,
    explicit_lyrics: explicit(tracks),
    explicit_content_lyrics: explicit(tracks) ? 1 : 0,
    explicit_content_cover: 0,
    contributors: people.map((one) =>
      artistShape(one, origin, { link: true, share: true, pictures: true, radio: true, role: "Main" }),
    ),
    ...(artist ? { artist: artistShape(artist, origin, { pictures: true }) } : {}),
    type: "album",
    tracks: { data: tracks.map((track) => trackInAlbum(track, origin)) },
  };
}

const seconds = (track: Track): number => Math.floor((track.lengthMs + 120) / 1000);

function trackStart(track: Track) {
  const { title, short, version } = deezerTitle(track);
  // Some tracks come without title_version although it is empty elsewhere.
  const versioned = version !== "" || numberFrom(`version:${track.mbid}`, 0, 10) > 0;
  return {
    id: track.deezerId,
    readable: true,
    title,
    title_short: short,
    ...(versioned ? { title_version: version } : {}),
  };
}

function trackContent(track: Track) {
  return {
    explicit_lyrics: track.recording.explicit,
    explicit_content_lyrics: track.recording.explicit ? 1 : 0,
    explicit_content_cover: 0,
    preview: `https://cdnt-preview.dzcdn.net/api/1/1/${track.deezerId}.mp3?hdnea=exp=${Math.floor(Date.now() / 1000) + 900}`,
  };
}

function albumInTrack(release: Release, origin: string, extra: Record<string, string> = {}) {
  const id = release.deezerId;
  return {
    id,
    title: view.albumTitle(release),
    ...(extra.link ? { link: extra.link } : {}),
    ...albumCovers(release, origin),
    md5_image: view.albumMd5(release),
    ...(extra.release_date ? { release_date: extra.release_date } : {}),
    tracklist: `${origin}/album/${id}/tracks`,
    type: "album",
  };
}

/** Inside an album answer: no ISRC, no position. */
function trackInAlbum(track: Track, origin: string) {
  const artist = view.trackArtists(track)[0];
  return {
    ...trackStart(track),
    link: `${SITE}/track/${track.deezerId}`,
    duration: seconds(track),
    rank: view.rankOf(track),
    ...trackContent(track),
    md5_image: view.albumMd5(track.release),
    ...(artist ? { artist: artistShape(artist, origin, {}) } : {}),
    album: albumInTrack(track.release, origin),
    type: "track",
  };
}

/** `/album/{id}/tracks`: with ISRC and position. */
export function trackOfAlbum(track: Track, origin: string) {
  const artist = view.trackArtists(track)[0];
  return {
    ...trackStart(track),
    ...(track.isrc ? { isrc: track.isrc } : {}),
    link: `${SITE}/track/${track.deezerId}`,
    duration: seconds(track),
    track_position: track.position,
    disk_number: track.disc,
    rank: view.rankOf(track),
    ...trackContent(track),
    md5_image: view.albumMd5(track.release),
    ...(artist ? { artist: artistShape(artist, origin, {}) } : {}),
    type: "track",
  };
}

/** A hit of a track search, or of an artist's top list (which has contributors and no ISRC). */
export function foundTrack(track: Track, origin: string, top = false) {
  const artist = view.trackArtists(track)[0];
  return {
    ...trackStart(track),
    ...(track.isrc && !top ? { isrc: track.isrc } : {}),
    link: `${SITE}/track/${track.deezerId}`,
    duration: seconds(track),
    rank: view.rankOf(track),
    ...trackContent(track),
    ...(top ? { contributors: contributors(track, origin) } : {}),
    md5_image: view.albumMd5(track.release),
    ...(artist ? { artist: artistShape(artist, origin, { link: true, pictures: !top }) } : {}),
    album: albumInTrack(track.release, origin),
    type: "track",
  };
}

function contributors(track: Track, origin: string) {
  return view.trackArtists(track).map((artist, index) =>
    artistShape(artist, origin, {
      link: true,
      share: true,
      pictures: true,
      radio: true,
      role: index === 0 || track.recording.credit[0]?.join !== " feat. " ? "Main" : "Featured",
    }),
  );
}

export function fullTrack(track: Track, origin: string) {
  const artist = view.trackArtists(track)[0];
  const date = view.albumDate(track.release);
  return {
    ...trackStart(track),
    ...(track.isrc ? { isrc: track.isrc } : {}),
    link: `${SITE}/track/${track.deezerId}`,
    share: shareLink("track", track.deezerId),
    duration: seconds(track),
    track_position: track.position,
    disk_number: track.disc,
    rank: view.rankOf(track),
    release_date: date,
    ...trackContent(track),
    bpm: view.bpmOf(track),
    gain: -numberFrom(`gain:${track.mbid}`, 40, 130) / 10,
    available_countries: COUNTRIES,
    contributors: contributors(track, origin),
    md5_image: view.albumMd5(track.release),
    track_token: `simulated-${track.deezerId}`,
    ...(artist ? { artist: artistShape(artist, origin, { link: true, share: true, pictures: true, radio: true }) } : {}), // prettier-ignore
    album: albumInTrack(track.release, origin, { link: `${SITE}/album/${track.release.deezerId}`, release_date: date }), // prettier-ignore
    type: "track",
  };
}
