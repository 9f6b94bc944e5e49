/** Spotify's second limit: endpoints in groups, each with its own unpublished number of requests a day. */

export function bucketOf(path: string): string {
  const [, , kind = "", id = "", sub = ""] = path.split("/");
  if (kind === "artists" && sub === "albums") return "artist-albums";
  if (kind === "albums" && sub === "tracks") return "album-tracks";
  if (kind === "playlists" && sub) return "playlist-items";
  return kind === "me" && id ? `me-${id}` : kind;
}

export class QuotaBuckets {
  private readonly used = new Map<string, { since: number; count: number }>();
  constructor(private readonly dayMs: number) {}

  /** Counts a request; true when the bucket has nothing left. */
  spent(bucket: string, quota: number | undefined): boolean {
    const now = performance.now();
    const known = this.used.get(bucket);
    const current = known && now - known.since < this.dayMs ? known : { since: now, count: 0 };
    this.used.set(bucket, current);
    if (quota !== undefined && current.count >= quota) return true;
    current.count += 1;
    return false;
  }

  reset(): void {
    this.used.clear();
  }
}
