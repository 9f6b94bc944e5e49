import type { Tx } from "@/db/client";
import { findArtists, giveMbid, insertArtists } from "@/db/queries/import";
import { isVariousArtists } from "@/lib/domain/names";
import type { Context } from "@/lib/server/context";
import { foldKey } from "./foldKey";
import type { ArtistTag } from "./normalise";

interface KnownArtist {
  id: string;
  mbid: string | null;
}

/**
 * Finds or makes the library's artists for names in tags. An MBID tells two artists of one name apart; a name without
 * one means the artist of that name that is there already, if there is exactly one way to read it.
 */
export class ArtistIndex {
  private readonly byMbid = new Map<string, KnownArtist>();
  private readonly byName = new Map<string, KnownArtist[]>();
  added = 0;

  constructor(private readonly ctx: Context) {}

  /** Makes `idOf` answer for all these tags. */
  async prepare(tx: Tx, tags: ArtistTag[]): Promise<void> {
    const unknown = tags.filter((tag) => !this.find(tag));
    if (unknown.length === 0) return;
    const folded = [...new Set(unknown.map((tag) => foldKey(tag.name)))];
    const mbids = [...new Set(unknown.flatMap((tag) => tag.mbid ?? []))];
    for (const row of await findArtists(tx, this.ctx.ownerId, folded, mbids))
      this.remember(row.nameFolded, { id: row.id, mbid: row.mbid });

    const fresh: Parameters<typeof insertArtists>[1] = [];
    // Ids first: they may take the one artist of a name that a tag without an id meant. All tags, since one that was
    // known may be ambiguous now.
    const order = [...tags].sort((a, b) => Number(!a.mbid) - Number(!b.mbid));
    for (const tag of order) {
      if (this.find(tag)) continue;
      const nameFolded = foldKey(tag.name);
      const unnamed = tag.mbid
        ? (this.byName.get(nameFolded) ?? []).find((artist) => artist.mbid === null)
        : undefined;
      if (unnamed && tag.mbid) {
        unnamed.mbid = tag.mbid;
        this.byMbid.set(tag.mbid, unnamed);
        const pending = fresh.find((row) => row.id === unnamed.id);
        if (pending) Object.assign(pending, { mbid: tag.mbid, identityKey: `mbid:${tag.mbid}` });
        else await giveMbid(tx, this.ctx.ownerId, unnamed.id, tag.mbid);
        continue;
      }
      const id = this.ctx.newId();
      fresh.push({
        id,
        ownerId: this.ctx.ownerId,
        name: tag.name,
        nameFolded,
        identityKey: tag.mbid ? `mbid:${tag.mbid}` : `name:${nameFolded}`,
        mbid: tag.mbid ?? null,
        ownership: "owned",
        isVarious: isVariousArtists(tag.name, tag.mbid),
        createdAt: this.ctx.clock.now(),
      });
      this.remember(nameFolded, { id, mbid: tag.mbid ?? null });
    }
    await insertArtists(tx, fresh);
    this.added += fresh.length;
  }

  idOf(tag: ArtistTag): string {
    const found = this.find(tag);
    if (!found) throw new Error("An artist was not prepared.");
    return found.id;
  }

  private find(tag: ArtistTag): KnownArtist | undefined {
    if (tag.mbid) return this.byMbid.get(tag.mbid);
    const named = this.byName.get(foldKey(tag.name)) ?? [];
    return named.length === 1 ? named[0] : named.find((artist) => artist.mbid === null);
  }

  private remember(nameFolded: string, artist: KnownArtist): void {
    const named = this.byName.get(nameFolded) ?? [];
    const known = named.find((other) => other.id === artist.id);
    if (known) {
      // Another import may have given it its id since.
      known.mbid = artist.mbid;
      if (artist.mbid) this.byMbid.set(artist.mbid, known);
      return;
    }
    named.push(artist);
    this.byName.set(nameFolded, named);
    if (artist.mbid) this.byMbid.set(artist.mbid, artist);
  }
}
