import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { EntityType, LookupStatus, Ownership, Provider } from "@/lib/domain/entity";
import { foldName } from "@/lib/domain/names";

/**
 * linked: at Spotify · waiting: a person must choose, at any provider · not_found: asked everywhere, known nowhere ·
 * unasked: never asked · ignored.
 */
export const LIBRARY_STATES = ["linked", "waiting", "not_found", "unasked", "failed", "ignored"] as const;
export type LibraryState = (typeof LIBRARY_STATES)[number];

export interface LibraryRow extends Record<string, unknown> {
  id: string;
  name: string;
  /** The artist of an album or track. */
  artist_name: string | null;
  artist_id: string | null;
  album_id: string | null;
  album_title: string | null;
  mbid: string | null;
  disambiguation: string | null;
  genres: string[];
  ownership: Ownership;
  date: string | null;
  duration_ms: number | null;
  track_count: number | null;
  album_count: number | null;
  raw: Record<string, unknown> | null;
  created_at: string;
  image_sha256: string | null;
  image_failure: string | null;
  image_failed_at: string | null;
  links: {
    provider: Provider;
    external_id: string;
    uri: string;
    url: string | null;
    name: string;
    origin: string;
    confidence: number;
  }[];
  lookups: {
    provider: Provider;
    status: LookupStatus;
    asked_at: string;
    ask_again_at: string | null;
    detail: string | null;
  }[];
  waiting: number;
}

interface ListFilter {
  state?: LibraryState;
  q?: string;
  /** The id behind which to go on. */
  after?: string;
  limit: number;
}

const KINDS: Record<EntityType, { table: SQL; folded: SQL; owned: SQL; columns: SQL; joins: SQL }> = {
  artist: {
    table: sql`artist`,
    folded: sql`e.name_folded`,
    owned: sql`e.track_count > 0 and not e.is_various`,
    columns: sql`e.name, null::text as artist_name, null::uuid as artist_id, null::uuid as album_id, null::text as album_title, e.mbid,
      e.disambiguation, e.genres, null::text as date, null::int as duration_ms, e.track_count, null::jsonb as raw,
      (select count(*)::int from album a where a.artist_id = e.id and a.ownership = 'owned' and a.track_count > 0) as album_count`,
    joins: sql``,
  },
  album: {
    table: sql`album`,
    folded: sql`e.title_folded`,
    owned: sql`e.track_count > 0`,
    columns: sql`e.title as name, ar.name as artist_name, ar.id as artist_id, null::uuid as album_id, null::text as album_title,
      coalesce(e.mb_release_group_id, e.mb_release_id) as mbid, e.disambiguation, e.genres, e.date, null::int as duration_ms, e.track_count,
      null::jsonb as raw, null::int as album_count`,
    joins: sql`join artist ar on ar.id = e.artist_id`,
  },
  track: {
    table: sql`track`,
    folded: sql`e.title_folded`,
    owned: sql`e.gone_at is null`,
    columns: sql`e.title as name, e.artist_credit as artist_name, e.artist_id, e.album_id, al.title as album_title, e.mb_recording_id as mbid,
      null::text as disambiguation, e.genres, e.date, e.duration_ms, null::int as track_count, e.raw, null::int as album_count`,
    joins: sql`left join album al on al.id = e.album_id`,
  },
};

/** Entities of the library in the order of their names, a page at a time behind a given one. */
export async function listLibrary(
  tx: Tx,
  ownerId: string,
  kind: EntityType,
  filter: ListFilter,
): Promise<LibraryRow[]> {
  const { table, folded, owned } = KINDS[kind];
  const conditions = [sql`e.owner_id = ${ownerId}`, sql`e.ownership <> 'discovered'`, owned];
  if (filter.state) conditions.push(stateCondition(kind, filter.state));
  if (filter.q && foldName(filter.q)) conditions.push(sql`position(${foldName(filter.q)} in ${folded}) > 0`);
  if (filter.after) {
    conditions.push(
      sql`(${folded}, e.id) > (select ${folded}, e.id from ${table} e where e.owner_id = ${ownerId} and e.id = ${filter.after})`,
    );
  }
  const page = sql`select e.id from ${table} e where ${sql.join(conditions, sql` and `)} order by ${folded}, e.id limit ${filter.limit}`;
  return tx.execute<LibraryRow>(
    sql`${selectRows(kind, ownerId)} where e.owner_id = ${ownerId} and e.id in (${page}) order by ${folded}, e.id`,
  );
}

export async function findInLibrary(
  tx: Tx,
  ownerId: string,
  kind: EntityType,
  id: string,
): Promise<LibraryRow | null> {
  const rows = await tx.execute<LibraryRow>(
    sql`${selectRows(kind, ownerId)} where e.owner_id = ${ownerId} and e.id = ${id}`,
  );
  return rows[0] ?? null;
}

function selectRows(kind: EntityType, ownerId: string): SQL {
  const { table, columns, joins } = KINDS[kind];
  const same = (alias: string) =>
    sql`${sql.raw(alias)}.owner_id = ${ownerId} and ${sql.raw(alias)}.entity_type = ${kind} and ${sql.raw(alias)}.entity_id = e.id`;
  return sql`
    select e.id, ${columns}, e.ownership, e.created_at::text as created_at,
      art.sha256 as image_sha256, case when art.status = 'failed' then art.failure end as image_failure,
      case when art.status = 'failed' then art.updated_at::text end as image_failed_at,
      coalesce((select jsonb_agg(jsonb_build_object('provider', k.provider, 'external_id', k.external_id, 'uri', k.uri, 'url', k.url,
        'name', k.name, 'origin', k.origin, 'confidence', k.confidence) order by k.provider) from link k where ${same("k")}), '[]') as links,
      coalesce((select jsonb_agg(jsonb_build_object('provider', l.provider, 'status', l.status, 'asked_at', l.asked_at,
        'ask_again_at', l.ask_again_at, 'detail', l.detail) order by l.provider) from lookup l where ${same("l")}), '[]') as lookups,
      (select count(*)::int from candidate c where ${same("c")} and c.status = 'pending') as waiting
    from ${table} e ${joins}
    left join artwork art on ${same("art")}`;
}

function stateCondition(kind: EntityType, state: LibraryState): SQL {
  const some = (what: SQL) => sql`exists (select 1 from ${what})`;
  const linked = some(
    sql`link k where k.owner_id = e.owner_id and k.entity_type = ${kind} and k.entity_id = e.id and k.provider = 'spotify'`,
  );
  const anyLink = some(
    sql`link k where k.owner_id = e.owner_id and k.entity_type = ${kind} and k.entity_id = e.id`,
  );
  const waiting = some(
    sql`candidate c where c.owner_id = e.owner_id and c.entity_type = ${kind} and c.entity_id = e.id and c.status = 'pending'`,
  );
  const asked = some(
    sql`lookup l where l.owner_id = e.owner_id and l.entity_type = ${kind} and l.entity_id = e.id`,
  );
  const failed = some(
    sql`lookup l where l.owner_id = e.owner_id and l.entity_type = ${kind} and l.entity_id = e.id and l.status = 'provider_failed'`,
  );
  switch (state) {
    case "linked":
      return linked;
    case "waiting":
      return waiting;
    case "not_found":
      return sql`${asked} and not ${anyLink} and not ${waiting} and not ${failed}`;
    case "unasked":
      return sql`not ${asked} and not ${anyLink}`;
    case "failed":
      return failed;
    case "ignored":
      return sql`e.ownership = 'ignored'`;
  }
}
