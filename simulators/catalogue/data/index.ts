/** All hand-written artists of the catalogue, by theme. */
import type { ArtistSeed } from "../seeds";
import { sameNamed } from "./same-named";

export const core: readonly ArtistSeed[] = [...sameNamed];
