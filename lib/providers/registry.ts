import type { Provider } from "@/lib/domain/entity";
import type { MetadataProvider } from "./contract";
import { createDeezer } from "./deezer/client";
import type { Gateway } from "./gateway/gateway";
import { createMusicBrainz } from "./musicbrainz/client";
import { createSpotify, type AccessToken } from "./spotify/client";

/** The providers that a library is enriched from today, in the order of their showing. */
export const ENRICHING_PROVIDERS = [
  "spotify",
  "musicbrainz",
  "deezer",
] as const satisfies readonly Provider[];
export type EnrichingProvider = (typeof ENRICHING_PROVIDERS)[number];

export function createProvider(
  provider: EnrichingProvider,
  gateway: Gateway,
  spotify: AccessToken,
): MetadataProvider {
  switch (provider) {
    case "spotify":
      return createSpotify(gateway, spotify);
    case "musicbrainz":
      return createMusicBrainz(gateway);
    case "deezer":
      return createDeezer(gateway);
  }
}
