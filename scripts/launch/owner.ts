import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@/db/client";
import { ensureOwner } from "@/lib/accounts/ensureOwner";
import { writePrivately } from "./secrets";
import type { Settings } from "./settings";

export interface OwnerAccess {
  ownerId: string;
  /** A bearer token of the owner. */
  token: string;
  /** Signs the owner in, once. */
  signInLink: string;
}

/** Sees to it that there is an owner, and leaves a token in `DATA_DIR/owner-token` for the owner's own scripts. */
export async function prepareOwner(settings: Settings, appUrl: string): Promise<OwnerAccess> {
  const file = join(settings.dataDir, "owner-token");
  const known = existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  const { db, close } = openDatabase(appUrl, { max: 1 });
  try {
    const { ownerId, token, signInToken } = await ensureOwner(db, known);
    if (token !== known) writePrivately(file, `${token}\n`);
    return { ownerId, token, signInLink: `${settings.publicUrl}/sign-in?token=${signInToken}` };
  } finally {
    await close();
  }
}
