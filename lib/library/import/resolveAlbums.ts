import { completeAlbums, findAlbums, insertAlbums, rekeyAlbum, type AlbumFacts } from "@/db/queries/import";
import type { Tx } from "@/db/client";
import { isVariousArtists } from "@/lib/domain/names";
import { yearOf } from "@/lib/domain/records";
import type { Context } from "@/lib/server/context";
import { foldKey } from "./foldKey";
import type { ImportedTrack } from "./normalise";
import type { ArtistIndex } from "./resolveArtists";

interface KnownAlbum {
  id: string;
}

/**
 * Finds or makes the library's albums. An album is its release MBID where tags give one, else its album artist, title
 * and year: Weezer made several albums called "Weezer". A track without a year belongs to the one album of that title,
 * where there is only one; the years of a compilation's tracks are the songs' own and say nothing.
 */
export class AlbumIndex {
  private readonly byKey = new Map<string, KnownAlbum>();
  private readonly byTitle = new Map<string, KnownAlbum[]>();
  added = 0;

  constructor(
    private readonly ctx: Context,
    private readonly artists: ArtistIndex,
  ) {}

  /** Makes `idOf` answer for all these tracks. */
  async prepare(tx: Tx, tracks: ImportedTrack[]): Promise<void> {
    // Those with a year first, so that the ones without find the album that is meant.
    const named = tracks
      .filter((track) => track.album)
      .sort((a, b) => Number(!a.line.date) - Number(!b.line.date));
    const titles = [...new Set(named.map((track) => foldKey(track.album?.title ?? "")))];
    for (const row of await findAlbums(tx, this.ctx.ownerId, titles)) {
      this.remember(row.identityKey, `${row.artistId}:${row.titleFolded}`, { id: row.id });
    }
    const fresh: Parameters<typeof insertAlbums>[1] = [];
    const facts = new Map<string, AlbumFacts>();
    for (const track of named) {
      const known = this.find(track) ?? (await this.adopt(tx, track, fresh)) ?? this.make(track, fresh);
      if (known) facts.set(known.id, mergeFacts(known.id, facts.get(known.id), track));
    }
    await insertAlbums(tx, fresh);
    await completeAlbums(tx, this.ctx.ownerId, [...facts.values()]);
    this.added += fresh.length;
  }

  idOf(track: ImportedTrack): string | null {
    return this.find(track)?.id ?? null;
  }

  private find(track: ImportedTrack): KnownAlbum | undefined {
    const { album, line } = track;
    if (!album) return undefined;
    const exact = this.byKey.get(this.keyOf(track));
    if (exact || line.mb_release_id || yearOfTrack(track) !== null) return exact;
    const titled = this.byTitle.get(this.titleOf(track)) ?? [];
    return titled.length === 1 ? titled[0] : undefined;
  }

  /**
   * Tags that say more than they did: an album known without a year, or without its MBID, becomes the one that they name,
   * with its links and whatever else hangs on it.
   */
  private async adopt(
    tx: Tx,
    track: ImportedTrack,
    fresh: Parameters<typeof insertAlbums>[1],
  ): Promise<KnownAlbum | undefined> {
    const title = this.titleOf(track);
    const key = this.keyOf(track);
    const lesser = [`name:${title}:${yearOfTrack(track) ?? ""}`, `name:${title}:`].find(
      (each) => each !== key && this.byKey.has(each),
    );
    const known = lesser === undefined ? undefined : this.byKey.get(lesser);
    if (lesser === undefined || !known) return undefined;
    const pending = fresh.find((row) => row.id === known.id);
    if (pending) pending.identityKey = key;
    else await rekeyAlbum(tx, this.ctx.ownerId, known.id, key);
    this.byKey.delete(lesser);
    this.byKey.set(key, known);
    return known;
  }

  private make(track: ImportedTrack, fresh: Parameters<typeof insertAlbums>[1]): KnownAlbum | undefined {
    if (!track.album) return undefined;
    const { title, artist } = track.album;
    const id = this.ctx.newId();
    const identityKey = this.keyOf(track);
    fresh.push({
      id,
      ownerId: this.ctx.ownerId,
      artistId: this.artists.idOf(artist),
      title,
      titleFolded: foldKey(title),
      artistCredit: artist.name,
      identityKey,
      genres: track.line.genres,
      ownership: "owned",
      createdAt: this.ctx.clock.now(),
    });
    return this.remember(identityKey, this.titleOf(track), { id });
  }

  private keyOf(track: ImportedTrack): string {
    if (track.line.mb_release_id) return `mbid:${track.line.mb_release_id}`;
    return `name:${this.titleOf(track)}:${yearOfTrack(track) ?? ""}`;
  }

  private titleOf(track: ImportedTrack): string {
    return track.album ? `${this.artists.idOf(track.album.artist)}:${foldKey(track.album.title)}` : "";
  }

  private remember(key: string, title: string, album: KnownAlbum): KnownAlbum {
    const known = this.byKey.get(key);
    if (known) return known;
    this.byKey.set(key, album);
    this.byTitle.set(title, [...(this.byTitle.get(title) ?? []), album]);
    return album;
  }
}

function yearOfTrack(track: ImportedTrack): number | null {
  const various = track.line.compilation || isVariousArtists(track.album?.artist.name ?? "");
  return various ? null : (yearOf(track.line.date) ?? null);
}

/** What an album's tracks say of it together: the first that says something counts. */
function mergeFacts(id: string, before: AlbumFacts | undefined, { line }: ImportedTrack): AlbumFacts {
  return {
    id,
    date: before?.date ?? line.date ?? null,
    barcode: before?.barcode ?? line.barcode ?? null,
    mb_release_id: before?.mb_release_id ?? line.mb_release_id ?? null,
    mb_release_group_id: before?.mb_release_group_id ?? line.mb_release_group_id ?? null,
    compilation: (before?.compilation ?? false) || line.compilation === true,
  };
}
