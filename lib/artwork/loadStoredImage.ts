import { and, eq } from "drizzle-orm";
import { image } from "@/db/schema";
import type { Context } from "@/lib/server/context";
import type { Size } from "./reduce";
import { readImage } from "./store";

/** A stored picture, for an account whose library refers to it. */
export async function loadStoredImage(
  ctx: Context,
  input: { sha256: string; size: Size },
): Promise<Buffer | null> {
  const rows = await ctx.db.read((tx) =>
    tx
      .select({ sha256: image.sha256 })
      .from(image)
      .where(and(eq(image.ownerId, ctx.ownerId), eq(image.sha256, input.sha256))),
  );
  return rows.length > 0 ? readImage("images", input.sha256, input.size) : null;
}
