import { yearOf, type AlbumCandidate } from "@/lib/domain/records";
import { fold } from "./text";
import { parseTitle } from "./title";

/**
 * Gathers editions of one album: same title without edition words, same artist, same version class, and either the
 * same year, an edition word to explain another year, or the same tracks. Two self-titled albums of different years
 * stay two. Returns a key for each album; equal keys are one group.
 */
export function groupEditions(albums: AlbumCandidate[]): Map<AlbumCandidate, string> {
  const groups: { key: string; members: AlbumCandidate[] }[] = [];
  const keys = new Map<AlbumCandidate, string>();
  for (const album of albums) {
    let group = groups.find((other) => other.members.some((member) => sameAlbum(member, album)));
    if (!group) {
      group = { key: album.ref.externalId, members: [] };
      groups.push(group);
    }
    group.members.push(album);
    keys.set(album, group.key);
  }
  return keys;
}

function sameAlbum(a: AlbumCandidate, b: AlbumCandidate): boolean {
  const left = parseTitle(a.title);
  const right = parseTitle(b.title);
  if (left.core !== right.core || left.versions.join() !== right.versions.join()) return false;
  if (fold(a.artists[0] ?? "") !== fold(b.artists[0] ?? "")) return false;
  const years = [yearOf(a.date), yearOf(b.date)];
  const sameYear = years[0] !== undefined && years[1] !== undefined && Math.abs(years[0] - years[1]) <= 1;
  return sameYear || left.editions.length > 0 || right.editions.length > 0 || sameTracks(a, b);
}

function sameTracks(a: AlbumCandidate, b: AlbumCandidate): boolean {
  if (!a.tracks?.length || !b.tracks?.length) return false;
  const theirs = new Set(b.tracks.map((track) => parseTitle(track.title).core));
  const shared = a.tracks.filter((track) => theirs.has(parseTitle(track.title).core)).length;
  return shared / Math.min(a.tracks.length, b.tracks.length) >= 0.9;
}
