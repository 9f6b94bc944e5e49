/**
 * Reads a disc's track list: `Title {feat: A; B} {v: Live} 4:38 | …`.
 * Options: `feat` and `with` (further artists), `by` (another main artist, by key or name), `v` (version words),
 * `explicit`, `isrc`, `absent` (providers that lack the track), `spotify` and `deezer` (their own spelling).
 */
import type { ProviderName } from "./seeds";

export interface TrackSeed {
  title: string;
  seconds: number;
  by?: string;
  feat: string[];
  with: string[];
  version: string;
  explicit: boolean;
  isrc?: string;
  absent: ProviderName[];
  spellings: Partial<Record<ProviderName, string>>;
}

export function readDisc(text: string): TrackSeed[] {
  return text
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(readTrack);
}

function readTrack(text: string): TrackSeed {
  const options = new Map<string, string>();
  const plain = text.replace(
    /\{(\w+)(?::\s*([^}]*))?\}/g,
    (_all, name: string, value: string | undefined) => {
      options.set(name, value ?? "");
      return "";
    },
  );
  const match = /^(.*?)\s+(?:(\d+):)?(\d+):(\d\d)$/.exec(plain.replace(/\s+/g, " ").trim());
  if (!match) throw new Error(`Not a track: ${text}`);
  const [, title = "", hours = "0", minutes = "0", seconds = "0"] = match;
  const list = (name: string) => (options.get(name) ?? "").split(";").map((x) => x.trim()).filter(Boolean); // prettier-ignore
  const spellings: TrackSeed["spellings"] = {};
  for (const provider of ["spotify", "deezer", "musicbrainz"] as const) {
    const own = options.get(provider);
    if (own) spellings[provider] = own;
  }
  return {
    title,
    seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    by: options.get("by"),
    feat: list("feat"),
    with: list("with"),
    version: options.get("v") ?? "",
    explicit: options.has("explicit"),
    isrc: options.get("isrc"),
    absent: list("absent") as ProviderName[],
    spellings,
  };
}
