/** The catalogue that the simulated providers know: the hand-written core, and more seeds where a caller has them. */
import { buildCatalogue } from "./build";
import { core } from "./data/index";
import type { Catalogue } from "./entities";
import { generate } from "./generated/index";
import type { ArtistSeed } from "./seeds";

/** "core" is what people wrote; "full" has thousands of generated artists besides. */
export type CatalogueName = "core" | "full";

let kept: Catalogue | undefined;
let keptFull: Catalogue | undefined;

export function catalogueNamed(name: CatalogueName): Catalogue {
  if (name === "core") return coreCatalogue();
  return (keptFull ??= generate("linernotes").catalogue);
}

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
