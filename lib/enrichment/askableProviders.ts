import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connection } from "@/db/schema";
import { readSettings } from "@/lib/accounts/settings";
import { ENRICHING_PROVIDERS, type EnrichingProvider } from "@/lib/providers/registry";

/** Which providers an account's library can be enriched from now, and which of them wait for a person to connect. */
export async function askableProviders(
  tx: Tx,
  ownerId: string,
): Promise<{ providers: EnrichingProvider[]; waitingFor: EnrichingProvider[] }> {
  const { disabledProviders } = await readSettings(tx, ownerId);
  const connected = await tx
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        eq(connection.ownerId, ownerId),
        eq(connection.provider, "spotify"),
        eq(connection.needsReauth, false),
      ),
    );
  const enabled = ENRICHING_PROVIDERS.filter((provider) => !disabledProviders.includes(provider));
  const providers = enabled.filter((provider) => provider !== "spotify" || connected.length > 0);
  return { providers, waitingFor: enabled.filter((provider) => !providers.includes(provider)) };
}
