/** Starts the simulated providers: one listener a host, loopback only, no network. */
import { catalogueNamed, type Catalogue, type CatalogueName } from "./catalogue/index";
import { coverArtProvider } from "./coverartarchive/api";
import { deezerProvider } from "./deezer/api";
import { DEMO_DISCOGS_TOKEN, discogsProvider } from "./discogs/api";
import { musicBrainzProvider } from "./musicbrainz/api";
import type { FaultSpec } from "./shared/faults";
import { listen, type Listener, type Provider, type Switches } from "./shared/http";
import { RequestLog, type LogEntry } from "./shared/log";
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_USER, accountsProvider } from "./spotify/accounts";
import { spotifyProvider } from "./spotify/api";
import { HALF_A_YEAR_MS, TokenMint } from "./spotify/tokens";

export type ProviderHost =
  "spotify-accounts" | "spotify" | "musicbrainz" | "coverartarchive" | "deezer" | "discogs";
/** Order of the consecutive ports; further providers are added at the end. */
const HOSTS: readonly ProviderHost[] = [
  "spotify-accounts",
  "spotify",
  "musicbrainz",
  "coverartarchive",
  "deezer",
  "discogs",
];

export interface SimulatorOptions {
  /** First of the consecutive ports; 0 (default) takes free ones. */
  ports?: number;
  host?: string;
  /** Divides limits' windows and delays. */
  speed?: number;
  /** "core" (default), "full", or one made by the caller. */
  catalogue?: Catalogue | CatalogueName;
  /** Signs the tokens: simulators with the same seed accept each other's. */
  seed?: string;
}

export interface SimulatorUrls {
  SPOTIFY_API_URL: string;
  SPOTIFY_ACCOUNTS_URL: string;
  MUSICBRAINZ_URL: string;
  COVERARTARCHIVE_URL: string;
  DEEZER_URL: string;
  DISCOGS_URL: string;
}

export interface SpotifyTokens {
  accessToken: string;
  refreshToken: string;
  clientId: string;
  clientSecret: string;
  /** Milliseconds since the epoch, of the access token. */
  expiresAt: number;
}

export interface Simulators {
  urls: SimulatorUrls;
  /** A personal token that the simulated Discogs accepts. */
  discogsToken: string;
  log(filter?: { provider?: ProviderHost; since?: number }): LogEntry[];
  clearLog(): void;
  /** Faults, switches, limits, revocations and the log start anew. */
  reset(): void;
  fault(provider: ProviderHost, fault: FaultSpec): void;
  clearFaults(provider?: ProviderHost): void;
  /** Sets switches of a provider, for instance `{ busyRatio: 0.25 }`. */
  configure(provider: ProviderHost, switches: Switches): void;
  issueSpotifyTokens(options?: { scopes?: string[]; user?: string; lifetimeSeconds?: number }): SpotifyTokens;
  /** Every access token given out so far is refused from now on. */
  expireSpotifyAccess(): void;
  revokeSpotifyToken(token: string): void;
  close(): Promise<void>;
}

const SCOPES = [
  "playlist-read-private",
  "playlist-read-collaborative",
  "user-library-read",
  "user-follow-read",
];

export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const { ports = 0, host = "127.0.0.1", speed = 1, seed = "linernotes" } = options;
  if (!(speed > 0)) throw new Error("The simulators' speed must be above 0.");
  const { catalogue: chosen = "core" } = options;
  const catalogue = typeof chosen === "string" ? catalogueNamed(chosen) : chosen;
  const mint = new TokenMint(seed);
  const log = new RequestLog();
  const providers: Record<ProviderHost, Provider> = {
    "spotify-accounts": accountsProvider(mint),
    spotify: spotifyProvider(catalogue, mint, speed),
    musicbrainz: musicBrainzProvider(catalogue, speed),
    coverartarchive: coverArtProvider(catalogue),
    deezer: deezerProvider(catalogue, speed),
    discogs: discogsProvider(catalogue, speed),
  };
  const listeners = new Map<ProviderHost, Listener>();
  const close = async () => {
    await Promise.all([...listeners.values()].map((listener) => listener.close()));
  };
  try {
    for (const [index, name] of HOSTS.entries()) {
      const port = ports === 0 ? 0 : ports + index;
      listeners.set(name, await listen(providers[name], { host, port, speed, log }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const of = (name: ProviderHost): Listener => {
    const listener = listeners.get(name);
    if (!listener) throw new Error(`No simulator named ${name}`);
    return listener;
  };

  return {
    urls: {
      SPOTIFY_API_URL: `${of("spotify").origin}/v1`,
      SPOTIFY_ACCOUNTS_URL: of("spotify-accounts").origin,
      MUSICBRAINZ_URL: `${of("musicbrainz").origin}/ws/2`,
      COVERARTARCHIVE_URL: of("coverartarchive").origin,
      DEEZER_URL: of("deezer").origin,
      DISCOGS_URL: of("discogs").origin,
    },
    discogsToken: DEMO_DISCOGS_TOKEN,
    log: (filter = {}) => log.entries(filter.provider, filter.since),
    clearLog: () => log.clear(),
    reset() {
      log.clear();
      for (const listener of listeners.values()) {
        listener.faults.clear();
        listener.provider.reset();
      }
    },
    fault: (provider, fault) => void of(provider).faults.add(fault),
    clearFaults(provider) {
      for (const [name, listener] of listeners) if (!provider || name === provider) listener.faults.clear();
    },
    configure: (provider, switches) => void Object.assign(of(provider).provider.switches, switches),
    issueSpotifyTokens: (wanted) => issueTokens(mint, wanted),
    expireSpotifyAccess: () => mint.expireAccess(),
    revokeSpotifyToken: (token) => mint.revoke(token),
    close,
  };
}

function issueTokens(
  mint: TokenMint,
  { scopes = SCOPES, user = DEMO_USER, lifetimeSeconds = 3600 }: { scopes?: string[]; user?: string; lifetimeSeconds?: number } = {}, // prettier-ignore
): SpotifyTokens {
  const issued = mint.now();
  const facts = { clientId: DEMO_CLIENT_ID, user, scopes, issued };
  const expiresAt = issued + lifetimeSeconds * 1000;
  return {
    accessToken: mint.make({ kind: "access", ...facts, expires: expiresAt }),
    refreshToken: mint.make({ kind: "refresh", ...facts, expires: issued + HALF_A_YEAR_MS }),
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    expiresAt,
  };
}
