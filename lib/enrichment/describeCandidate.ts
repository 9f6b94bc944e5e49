import type { AlbumCandidate, ArtistCandidate } from "@/lib/domain/records";

/** What is kept of a record beside its ids: the name to show, and the facts that help a person to choose. */
export function describeCandidate(record: AlbumCandidate | ArtistCandidate): {
  name: string;
  extra: Record<string, unknown>;
} {
  if ("title" in record) {
    return {
      name: record.title,
      extra: known({
        artist_name: record.artists.join(", "),
        release_date: record.date,
        total_tracks: record.trackCount,
        album_type: record.kind,
        disambiguation: record.disambiguation,
        genres: record.genres,
      }),
    };
  }
  return {
    name: record.name,
    extra: known({
      disambiguation: record.disambiguation,
      area: record.area,
      begin_year: record.beginYear,
      end_year: record.endYear,
      genres: record.genres?.slice(0, 10),
      popularity: record.popularity,
      followers: record.followers,
    }),
  };
}

function known(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ""));
}
