import { z } from "zod";
import { SIZES, type Size } from "@/lib/artwork/reduce";

/** The size of a picture in a query: one of those that are kept. */
export const pictureSize = z
  .string()
  .default("300")
  .transform(Number)
  .refine(
    (value): value is Size => SIZES.some((size) => size === value),
    `must be one of ${SIZES.join(", ")}`,
  );
