import { uuidv7 } from "uuidv7";

/** A new UUIDv7: ordered by time of making, so that it serves as a keyset cursor. */
export function newId(): string {
  return uuidv7();
}
