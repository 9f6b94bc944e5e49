import type { Provider } from "@/lib/domain/entity";
import type {
  AlbumCandidate,
  AlbumRecord,
  AlbumSummary,
  ArtistCandidate,
  ArtistRecord,
  TrackCandidate,
} from "@/lib/domain/records";
import type { Outcome } from "./gateway/outcome";

/**
 * What the app asks of a source of metadata. Answers come in the library's own shapes, best first as the provider
 * ranked them; nothing here judges whether a hit is right.
 */
export interface MetadataProvider {
  readonly provider: Provider;
  /** Exact look-ups by ids and codes from the tags. `empty` where there is nothing to look up by. */
  albumByIdentifier(album: AlbumRecord): Promise<Outcome<AlbumCandidate[]>>;
  artistByIdentifier(artist: ArtistRecord): Promise<Outcome<ArtistCandidate[]>>;
  searchAlbums(album: AlbumRecord): Promise<Outcome<AlbumCandidate[]>>;
  searchArtists(name: string): Promise<Outcome<ArtistCandidate[]>>;
  /** Recordings of that title by an artist of that name: tells same-named artists apart where only tracks are owned. */
  searchTracks(track: { title: string; artist: string }): Promise<Outcome<TrackCandidate[]>>;
  /** The albums of one artist, as far as one request tells. */
  artistAlbums(externalId: string): Promise<Outcome<AlbumSummary[]>>;
  /** The track list of an album: of the edition nearest to `like` where the provider knows several. */
  albumTracks(externalId: string, like: { trackCount?: number }): Promise<Outcome<TrackCandidate[]>>;
}
