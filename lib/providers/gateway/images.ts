import { env } from "@/lib/server/env";
import { exchange } from "./http";

/** Why a picture could not be had, in the REST contract's words. */
export type ImageFailure =
  "not_available" | "timeout" | "http_error" | "invalid_url" | "invalid_image" | "download_error" | "unknown";

export type ImageAnswer = { kind: "image"; bytes: Buffer } | { kind: "failed"; failure: ImageFailure };

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_REDIRECTS = 5;

/** The hosts of the providers' pictures; a dot in front stands for all names below. */
const HOSTS = [
  "i.scdn.co",
  "mosaic.scdn.co",
  ".dzcdn.net",
  "coverartarchive.org",
  "archive.org",
  ".archive.org",
];

/**
 * Downloads a picture from a provider: https and a host from the list, or the configured mirror or simulator, on each
 * hop. The bytes are untrusted; lib/artwork decodes them before anything is stored or shown.
 */
export async function fetchImage(address: string): Promise<ImageAnswer> {
  let url = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    if (!isAllowed(url)) return { kind: "failed", failure: "invalid_url" };
    const answer = await exchange(url, { headers: { accept: "image/*" }, maxBytes: MOST_BYTES });
    if ("failure" in answer) {
      const failures = {
        timeout: "timeout",
        connection: "download_error",
        too_large: "invalid_image",
      } as const;
      return { kind: "failed", failure: failures[answer.failure] };
    }
    if (answer.status === 200) return { kind: "image", bytes: answer.body };
    if (answer.status === 404 || answer.status === 410) return { kind: "failed", failure: "not_available" };
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status >= 400 || !location)
      return { kind: "failed", failure: "http_error" };
    if (!URL.canParse(location, url)) return { kind: "failed", failure: "invalid_url" };
    url = new URL(location, url).href;
  }
  return { kind: "failed", failure: "http_error" };
}

function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  if (configuredOrigins().has(url.origin)) return true;
  const host = url.hostname;
  return (
    url.protocol === "https:" &&
    url.port === "" &&
    HOSTS.some((name) => (name.startsWith(".") ? host.endsWith(name) : host === name))
  );
}

/** Where the providers' addresses were set to a mirror or a simulator, its pictures come from there too. */
function configuredOrigins(): Set<string> {
  const { SPOTIFY_API_URL, DEEZER_URL, COVERARTARCHIVE_URL } = env();
  return new Set([SPOTIFY_API_URL, DEEZER_URL, COVERARTARCHIVE_URL].map((base) => new URL(base).origin));
}
