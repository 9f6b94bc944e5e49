import { album, artist, candidate } from "@/db/schema";
import { foldName } from "@/lib/domain/names";
import type { Provider } from "@/lib/domain/entity";
import type { Context } from "@/lib/server/context";

/** An owned artist with one track, as an import leaves it. */
export async function putArtist(ctx: Context, name: string): Promise<string> {
  const id = ctx.newId();
  const nameFolded = foldName(name);
  await ctx.db.transaction((tx) =>
    tx.insert(artist).values({
      id,
      ownerId: ctx.ownerId,
      name,
      nameFolded,
      identityKey: `test:${id}`,
      ownership: "owned",
      trackCount: 1,
      createdAt: ctx.clock.now(),
    }),
  );
  return id;
}

export async function putAlbum(ctx: Context, artistId: string, title: string): Promise<string> {
  const id = ctx.newId();
  await ctx.db.transaction((tx) =>
    tx.insert(album).values({
      id,
      ownerId: ctx.ownerId,
      artistId,
      title,
      titleFolded: foldName(title),
      artistCredit: "Somebody",
      identityKey: `test:${id}`,
      ownership: "owned",
      trackCount: 1,
      createdAt: ctx.clock.now(),
    }),
  );
  return id;
}

export interface CandidateSeed {
  type?: "artist" | "album";
  entityId: string;
  externalId: string;
  provider?: Provider;
  name?: string;
  score?: number;
  imageUrl?: string;
}

/** A candidate that waits for a person. */
export async function putCandidate(ctx: Context, seed: CandidateSeed): Promise<string> {
  const { type = "artist", provider = "spotify", externalId } = seed;
  const id = ctx.newId();
  await ctx.db.transaction((tx) =>
    tx.insert(candidate).values({
      id,
      ownerId: ctx.ownerId,
      entityType: type,
      entityId: seed.entityId,
      provider,
      externalId,
      uri: `${provider}:${type}:${externalId}`,
      name: seed.name ?? externalId,
      imageUrl: seed.imageUrl,
      status: "pending",
      score: seed.score ?? 0.5,
      scorerVersion: "test",
      evidence: [{ feature: "name", local: "a", candidate: "b", effect: 1, note: "Same name" }],
      extra: { genres: ["rock"] },
      createdAt: ctx.clock.now(),
    }),
  );
  return id;
}
