/** Endpoints that an app in Development Mode no longer has: 403 whatever the parameters. */

const REMOVED: readonly RegExp[] = [
  /^\/v1\/(albums|artists|tracks|episodes|shows|audiobooks|chapters)\/?$/,
  /^\/v1\/artists\/[^/]+\/(top-tracks|related-artists)$/,
  /^\/v1\/browse\//,
  /^\/v1\/markets$/,
  /^\/v1\/users\//,
  /^\/v1\/playlists\/[^/]+\/(tracks|followers.*)$/,
  /^\/v1\/me\/(tracks|albums|shows|episodes|audiobooks)\/contains$/,
  /^\/v1\/me\/following\/contains$/,
  /^\/v1\/(recommendations|audio-features|audio-analysis)(\/|$)/,
];

export function isRemoved(method: string, path: string): boolean {
  if (method !== "GET" && /^\/v1\/me\/(tracks|albums|shows|episodes|audiobooks|following)$/.test(path))
    return true;
  return REMOVED.some((pattern) => pattern.test(path));
}
