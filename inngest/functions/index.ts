import { enrichLibrary } from "./enrich-library";
import { fetchImages } from "./fetch-images";
import { lookups } from "./lookup";
import { pruneCacheHourly } from "./prune-cache";
import { scanFolderFunction } from "./scan-folder";

/** All functions that the app serves to the job engine. */
export const functions = [
  enrichLibrary,
  ...Object.values(lookups),
  scanFolderFunction,
  fetchImages,
  pruneCacheHourly,
];
