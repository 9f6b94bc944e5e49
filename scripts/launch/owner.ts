import { join } from "node:path";
import { writePrivately } from "./secrets";
import type { Settings } from "./settings";

export interface OwnerAccess {
  /** A bearer token of the owner. */
  token: string;
  /** Signs the owner in, once. */
  signInLink: string;
}

/** Sees to it that there is an owner, and leaves a token in `DATA_DIR/owner-token` for the owner's own scripts. */
export async function prepareOwner(
  settings: Settings,
  databaseUrl: string,
): Promise<OwnerAccess | undefined> {
  const access = await ensureOwnerOf(databaseUrl, settings);
  if (access) writePrivately(join(settings.dataDir, "owner-token"), `${access.token}\n`);
  return access;
}

/** The call of `lib/accounts/ensureOwner` belongs here. */
async function ensureOwnerOf(_databaseUrl: string, _settings: Settings): Promise<OwnerAccess | undefined> {
  return undefined;
}
