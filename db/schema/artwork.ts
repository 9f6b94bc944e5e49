import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ENTITY_TYPES } from "@/lib/domain/entity";
import { ownerId } from "./account";
import { instant } from "./columns";

/** A stored picture, by the SHA-256 of what was fetched. The bytes are in the artwork store. */
export const image = pgTable(
  "image",
  {
    ownerId: ownerId(),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.sha256] })],
);

/** Which picture an entity shows, or why it has none. */
export const artwork = pgTable(
  "artwork",
  {
    ownerId: ownerId(),
    entityType: text({ enum: ENTITY_TYPES }).notNull(),
    entityId: uuid().notNull(),
    status: text({ enum: ["queued", "stored", "failed"] }).notNull(),
    source: text().notNull(),
    sourceUrl: text().notNull(),
    sha256: text(),
    failure: text({
      enum: [
        "not_available",
        "timeout",
        "http_error",
        "invalid_url",
        "invalid_image",
        "download_error",
        "unknown",
      ],
    }),
    attempts: integer().notNull().default(0),
    retryAt: instant(),
    pinned: boolean().notNull().default(false),
    updatedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.entityType, table.entityId] }),
    index("artwork_status").on(table.ownerId, table.status, table.retryAt),
    index("artwork_image").on(table.ownerId, table.sha256),
  ],
);
