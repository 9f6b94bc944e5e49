import { sql } from "drizzle-orm";
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  CANDIDATE_STATUSES,
  ENTITY_TYPES,
  LINK_ORIGINS,
  LOOKUP_STATUSES,
  PROVIDERS,
} from "@/lib/domain/entity";
import type { Evidence } from "@/lib/domain/evidence";
import { ownerId } from "./account";
import { id, instant } from "./columns";

const entityType = () => text({ enum: ENTITY_TYPES }).notNull();
const provider = () => text({ enum: PROVIDERS }).notNull();

/** An entity of the library is this record at that provider. */
export const link = pgTable(
  "link",
  {
    id: id(),
    ownerId: ownerId(),
    entityType: entityType(),
    entityId: uuid().notNull(),
    provider: provider(),
    externalId: text().notNull(),
    uri: text().notNull(),
    url: text(),
    name: text().notNull(),
    imageUrl: text(),
    origin: text({ enum: LINK_ORIGINS }).notNull(),
    confidence: doublePrecision().notNull(),
    scorerVersion: text().notNull(),
    evidence: jsonb().$type<Evidence[]>().notNull(),
    runId: uuid(),
    /** On an album's link: when its track list was last held against the owned tracks. */
    tracksCheckedAt: instant(),
    /** The run that last tried to. */
    tracksRunId: uuid(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("link_entity_provider").on(table.ownerId, table.entityType, table.entityId, table.provider),
    index("link_by_provider").on(table.ownerId, table.provider, table.entityType, table.entityId),
    // Two files may be the same recording; two artists or albums of one library may not be the same record.
    uniqueIndex("link_external")
      .on(table.ownerId, table.provider, table.entityType, table.externalId)
      .where(sql`entity_type <> 'track'`),
  ],
);

/** A record that may be the entity; kept with its evidence whatever became of it. */
export const candidate = pgTable(
  "candidate",
  {
    id: id(),
    ownerId: ownerId(),
    entityType: entityType(),
    entityId: uuid().notNull(),
    provider: provider(),
    externalId: text().notNull(),
    uri: text().notNull(),
    url: text(),
    name: text().notNull(),
    imageUrl: text(),
    status: text({ enum: CANDIDATE_STATUSES }).notNull(),
    statusReason: text(),
    score: doublePrecision().notNull(),
    scorerVersion: text().notNull(),
    evidence: jsonb().$type<Evidence[]>().notNull(),
    /** What else is known of it: popularity, genres, disambiguation, artist_name, release_date, total_tracks. */
    extra: jsonb().$type<Record<string, unknown>>().notNull(),
    runId: uuid(),
    createdAt: instant().notNull(),
    decidedAt: instant(),
  },
  (table) => [
    uniqueIndex("candidate_pair").on(
      table.ownerId,
      table.entityType,
      table.entityId,
      table.provider,
      table.externalId,
    ),
    // Read backwards: highest score first, then the id, so that equal scores keep their place between pages.
    index("candidate_queue").on(table.ownerId, table.provider, table.status, table.score, table.id),
    index("candidate_queue_by_type").on(
      table.ownerId,
      table.provider,
      table.status,
      table.entityType,
      table.score,
      table.id,
    ),
  ],
);

/** What asking a provider about an entity came to, and when to ask again. */
export const lookup = pgTable(
  "lookup",
  {
    ownerId: ownerId(),
    entityType: entityType(),
    entityId: uuid().notNull(),
    provider: provider(),
    status: text({ enum: LOOKUP_STATUSES }).notNull(),
    askedAt: instant().notNull(),
    askAgainAt: instant(),
    attempts: integer().notNull().default(1),
    detail: text(),
    runId: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.entityType, table.entityId, table.provider] }),
    // Everything the counts need of a look-up, so that they are made on the index alone.
    index("lookup_by_provider").on(
      table.ownerId,
      table.provider,
      table.entityType,
      table.entityId,
      table.askAgainAt,
    ),
  ],
);

/** Append-only: what was decided, by whom and why. Only undoneBy is ever filled in later. */
export const decision = pgTable(
  "decision",
  {
    id: id(),
    ownerId: ownerId(),
    at: instant().notNull(),
    /** "person", or "run" with the run's id beside it. */
    actor: text({ enum: ["person", "run"] }).notNull(),
    runId: uuid(),
    action: text({ enum: ["apply", "reject", "undo"] }).notNull(),
    entityType: entityType(),
    entityId: uuid().notNull(),
    provider: provider(),
    candidateId: uuid(),
    /** The link before and after; null where there was or is none. */
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    reason: text(),
    confidence: doublePrecision(),
    scorerVersion: text(),
    undoes: uuid(),
    undoneBy: uuid(),
  },
  (table) => [
    index("decision_owner").on(table.ownerId, table.id),
    index("decision_entity").on(table.ownerId, table.entityType, table.entityId),
    index("decision_run").on(table.ownerId, table.runId),
  ],
);
