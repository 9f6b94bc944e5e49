import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/server/env";
import { newId } from "@/lib/server/ids";
import { SIZES, type ReducedImage, type Size } from "./reduce";

/**
 * Where pictures are kept: files below DATA_DIR/artwork, named by a digest, so that no name from outside becomes a path.
 * "images" are named by the digest of their content, "pictures" by that of the address they came from.
 */
export type Shelf = "images" | "pictures";

const DIGEST = /^[0-9a-f]{64}$/;

function folderOf(shelf: Shelf, digest: string): string {
  if (!DIGEST.test(digest)) throw new Error("Not a digest.");
  return join(env().DATA_DIR, "artwork", shelf, digest.slice(0, 2), digest);
}

/** Null where it is not there. */
export async function readImage(shelf: Shelf, digest: string, size: Size): Promise<Buffer | null> {
  if (!DIGEST.test(digest)) return null;
  try {
    return await readFile(join(folderOf(shelf, digest), `${size}.webp`));
  } catch {
    return null;
  }
}

/** Each file appears whole or not at all, also when the disk is full half way. */
export async function writeImage(shelf: Shelf, digest: string, image: ReducedImage): Promise<void> {
  const folder = folderOf(shelf, digest);
  await mkdir(folder, { recursive: true });
  for (const size of SIZES) {
    const draft = join(folder, `.${size}.${newId()}`);
    await writeFile(draft, image.files[size]);
    await rename(draft, join(folder, `${size}.webp`));
  }
}
