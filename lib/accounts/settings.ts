import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accountSettings } from "@/db/schema";
import { PROVIDERS, type Provider } from "@/lib/domain/entity";

export interface AccountSettings {
  /** A match is applied without asking when its confidence is above this. */
  autoApplyAbove: number;
  disabledProviders: Provider[];
}

const DEFAULTS: AccountSettings = { autoApplyAbove: 0.9, disabledProviders: [] };

export async function readSettings(tx: Tx, ownerId: string): Promise<AccountSettings> {
  const rows = await tx.select().from(accountSettings).where(eq(accountSettings.ownerId, ownerId));
  const row = rows[0];
  if (!row) return DEFAULTS;
  return {
    autoApplyAbove: row.autoApplyAbove,
    disabledProviders: PROVIDERS.filter((provider) => row.disabledProviders.includes(provider)),
  };
}
