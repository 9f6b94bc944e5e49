/** The kinds of thing a library holds and a provider knows. */
export const ENTITY_TYPES = ["artist", "album", "track"] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** The providers of metadata that entities are linked to. */
export const PROVIDERS = ["spotify", "musicbrainz", "deezer", "discogs"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** owned: at least one track of it was imported · discovered: known from a provider only · ignored: by a person. */
export const OWNERSHIPS = ["owned", "discovered", "ignored"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** Who made a link. Automation replaces auto and rule, never manual or locked. */
export const LINK_ORIGINS = ["auto", "rule", "manual", "locked"] as const;

/** superseded: a later run no longer finds it. rejected: by a person, or because a sibling was applied. */
export const CANDIDATE_STATUSES = ["pending", "applied", "rejected", "superseded"] as const;

/** What asking a provider about an entity came to. A provider that failed is never "not found". */
export const LOOKUP_STATUSES = ["found", "ambiguous", "not_found", "provider_failed"] as const;
export type LookupStatus = (typeof LOOKUP_STATUSES)[number];
