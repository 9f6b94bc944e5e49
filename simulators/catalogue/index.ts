/** The catalogue that the simulated providers know: the hand-written core, and more seeds where a caller has them. */
import { buildCatalogue } from "./build";
import { core } from "./data/index";
import type { Catalogue } from "./entities";
import type { ArtistSeed } from "./seeds";

let kept: Catalogue | undefined;

/** The core alone is built once a process. */
export function coreCatalogue(): Catalogue {
  return (kept ??= buildCatalogue(core));
}

/** The core with further artists, for instance those of a generator. */
export function catalogueWith(more: Iterable<ArtistSeed>): Catalogue {
  return buildCatalogue([...core, ...more]);
}

export type { ArtistSeed } from "./seeds";
export type { Catalogue } from "./entities";
