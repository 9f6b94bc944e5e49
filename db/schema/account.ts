import { boolean, doublePrecision, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** Somebody whose library this server keeps. Its id is the owner_id of everything else. */
export const account = pgTable("account", {
  id: id(),
  name: text().notNull(),
  role: text({ enum: ["owner", "member"] }).notNull(),
  createdAt: instant().notNull(),
});

/** Every table of an account's data carries its owner; row-level security compares it with the session's owner. */
export const ownerId = () =>
  uuid()
    .notNull()
    .references(() => account.id, { onDelete: "cascade" });

/** Settings of an account; absent means the defaults in lib/accounts/settings.ts. */
export const accountSettings = pgTable("account_settings", {
  ownerId: ownerId().primaryKey(),
  autoApplyAbove: doublePrecision().notNull(),
  disabledProviders: text().array().notNull(),
  updatedAt: instant().notNull(),
});

/** A bearer token of the REST API, kept as its SHA-256 digest only. */
export const apiToken = pgTable(
  "api_token",
  {
    id: id(),
    ownerId: ownerId(),
    name: text().notNull(),
    digest: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [uniqueIndex("api_token_digest").on(table.digest), index("api_token_owner").on(table.ownerId)],
);

/** A sign-in link that works once, kept as its digest. */
export const signInLink = pgTable(
  "sign_in_link",
  {
    id: id(),
    ownerId: ownerId(),
    digest: text().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [uniqueIndex("sign_in_link_digest").on(table.digest)],
);

/** An account's connection to a provider that needs one. Tokens are encrypted by lib/server/secrets.ts. */
export const connection = pgTable(
  "connection",
  {
    id: id(),
    ownerId: ownerId(),
    provider: text().notNull(),
    providerAccountId: text(),
    accessToken: text().notNull(),
    refreshToken: text().notNull(),
    expiresAt: instant().notNull(),
    scopes: text().array().notNull(),
    needsReauth: boolean().notNull().default(false),
    /** Set by the process that is refreshing the tokens; the others wait for it. */
    refreshLeaseUntil: instant(),
    updatedAt: instant().notNull(),
  },
  (table) => [uniqueIndex("connection_owner_provider").on(table.ownerId, table.provider)],
);
