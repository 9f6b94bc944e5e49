/** How the streaming providers write version words into titles. */
import type { Track } from "../catalogue/entities";
import type { ProviderName } from "../catalogue/seeds";

function guests(track: Track): string {
  const credit = track.recording.credit;
  if (credit[0]?.join !== " feat. ") return "";
  const names = credit.slice(1).map((part) => part.artist.name);
  const last = names.pop();
  return names.length > 0 ? `${names.join(", ")} & ${last}` : (last ?? "");
}

function versionWords(track: Track): string {
  if (track.version) return track.version;
  if (track.release.group.secondaryTypes.includes("Live")) return "Live";
  return "";
}

/** "Title (feat. X) - Remastered 2011". */
export function spotifyTitle(track: Track): string {
  const own = track.spellings.spotify;
  if (own) return own;
  const feat = guests(track);
  const words = versionWords(track);
  const remaster = track.release.remaster ? `Remastered ${track.release.remaster}` : "";
  const tail = [words, remaster].filter(Boolean).map((part) => ` - ${part}`).join(""); // prettier-ignore
  return `${track.title}${feat ? ` (feat. ${feat})` : ""}${tail}`;
}

/** "Title", "(Live)" and both together, as Deezer gives them. */
export function deezerTitle(track: Track): { title: string; short: string; version: string } {
  const own: Partial<Record<ProviderName, string>> = track.spellings;
  if (own.deezer) return { title: own.deezer, short: own.deezer, version: "" };
  const feat = guests(track);
  const parts = [feat && `feat. ${feat}`, versionWords(track), track.release.remaster && `Remastered ${track.release.remaster}`]; // prettier-ignore
  const version = parts.filter(Boolean).map((part) => `(${part})`).join(" "); // prettier-ignore
  return { title: version ? `${track.title} ${version}` : track.title, short: track.title, version };
}
