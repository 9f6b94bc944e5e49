/** All hand-written artists of the catalogue, by theme. */
import type { ArtistSeed } from "../seeds";
import { compilations } from "./compilations";
import { pop } from "./pop";
import { rock } from "./rock";
import { sameNamed } from "./same-named";
import { world } from "./world";

export const core: readonly ArtistSeed[] = [...sameNamed, ...rock, ...pop, ...world, ...compilations];
