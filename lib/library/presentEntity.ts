import type { LibraryRow } from "@/db/queries/library";
import type { EntityType } from "@/lib/domain/entity";

/** An artist, album or track as the REST API shows it. Fields say where they come from: tags or a provider. */
export function presentEntity(kind: EntityType, row: LibraryRow) {
  const link = (provider: string) => row.links.find((entry) => entry.provider === provider);
  return {
    id: row.id,
    name: row.name,
    ...(kind === "artist"
      ? { album_count: row.album_count }
      : { artist: row.artist_name, artist_id: row.artist_id }),
    ...(kind === "track"
      ? { album: row.album_title, album_id: row.album_id, duration_ms: row.duration_ms, raw: row.raw }
      : { track_count: row.track_count }),
    ...(kind === "artist" ? {} : { date: row.date }),
    sources: {
      name: "tags",
      ...(row.date ? { date: "tags" } : {}),
      ...(row.mbid ? { musicbrainz_id: "tags" } : {}),
    },
    ownership: row.ownership,
    genres: row.genres,
    disambiguation: row.disambiguation,
    spotify_uri: link("spotify")?.uri ?? null,
    musicbrainz_id: link("musicbrainz")?.external_id ?? row.mbid,
    links: row.links,
    lookups: row.lookups,
    pending_candidates: row.waiting,
    image_path: imagePath(row),
  };
}

/** Where the picture is; or the marker of why there is none, as the contract writes it. */
export function imagePath(
  row: Pick<LibraryRow, "image_sha256" | "image_failure" | "image_failed_at">,
): string | null {
  if (row.image_sha256) return `/api/artwork/${row.image_sha256}`;
  if (!row.image_failure) return null;
  return `FAILED|${row.image_failure}|${new Date(row.image_failed_at ?? 0).toISOString()}`;
}
