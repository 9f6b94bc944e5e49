import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Provider } from "@/lib/domain/entity";
import type { Evidence } from "@/lib/domain/evidence";

export interface ReviewCandidate {
  id: string;
  provider: Provider;
  name: string;
  url: string | null;
  hasImage: boolean;
  score: number;
  evidence: Evidence[];
  extra: Record<string, unknown>;
}

export interface ReviewEntity extends Record<string, unknown> {
  type: "artist" | "album";
  id: string;
  name: string;
  artist_name: string | null;
  date: string | null;
  track_count: number;
  /** Of an artist: the owned albums; of an album: its owned tracks. */
  owned: string[];
  owned_count: number;
  image_sha256: string | null;
  best: number;
  candidates: ReviewCandidate[];
}

export interface ReviewFilter {
  type?: "artist" | "album";
  provider?: Provider;
  limit: number;
  offset: number;
}

const SHOWN = 6;

/**
 * Entities that wait for a person, surest first, each with all its candidates at all providers. Two entities with the
 * same best score keep their order by id, so that paging neither repeats nor loses one.
 */
export async function reviewEntities(tx: Tx, ownerId: string, filter: ReviewFilter): Promise<ReviewEntity[]> {
  const conditions = sql`c.owner_id = ${ownerId} and c.status = 'pending' and c.entity_type <> 'track'
    ${filter.type ? sql`and c.entity_type = ${filter.type}` : sql``} ${filter.provider ? sql`and c.provider = ${filter.provider}` : sql``}`;
  return tx.execute<ReviewEntity>(sql`
    with page as (
      select c.entity_type as type, c.entity_id as id, max(c.score) as best from candidate c where ${conditions}
      group by 1, 2 order by best desc, id limit ${filter.limit} offset ${filter.offset})
    select p.type, p.id, p.best, coalesce(ar.name, al.title, '') as name, aa.name as artist_name, al.date,
      coalesce(ar.track_count, al.track_count, 0) as track_count,
      case p.type when 'artist' then coalesce(
          nullif(array(select a.title from album a where a.owner_id = ${ownerId} and a.artist_id = p.id and a.track_count > 0 order by a.date, a.title limit ${SHOWN}), '{}'),
          array(select t.title from track_artist ta join track t on t.id = ta.track_id
            where ta.owner_id = ${ownerId} and ta.artist_id = p.id and t.gone_at is null order by t.id limit ${SHOWN}))
        else array(select t.title from track t where t.owner_id = ${ownerId} and t.album_id = p.id and t.gone_at is null
          order by t.disc_number, t.track_number, t.id limit ${SHOWN}) end as owned,
      case p.type when 'artist' then (select count(*)::int from album a where a.owner_id = ${ownerId} and a.artist_id = p.id and a.track_count > 0)
        else al.track_count end as owned_count,
      art.sha256 as image_sha256,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'provider', c.provider, 'name', c.name, 'url', c.url, 'hasImage', c.image_url is not null,
          'score', c.score, 'evidence', c.evidence, 'extra', c.extra) order by c.provider, c.score desc, c.id)
        from candidate c where ${conditions} and c.entity_type = p.type and c.entity_id = p.id) as candidates
    from page p
    left join artist ar on p.type = 'artist' and ar.id = p.id
    left join album al on p.type = 'album' and al.id = p.id
    left join artist aa on aa.id = al.artist_id
    left join artwork art on art.owner_id = ${ownerId} and art.entity_type = p.type and art.entity_id = p.id
    order by p.best desc, p.id`);
}

export interface ReviewCounts extends Record<string, unknown> {
  entities: number;
  artists: number;
  albums: number;
  by_provider: Partial<Record<Provider, number>>;
}

/** How many entities wait, by kind and by provider. */
export async function reviewCounts(tx: Tx, ownerId: string): Promise<ReviewCounts> {
  const rows = await tx.execute<ReviewCounts>(sql`
    with question as (
      select entity_type, entity_id, provider from candidate
      where owner_id = ${ownerId} and status = 'pending' and entity_type <> 'track' group by 1, 2, 3)
    select count(distinct (entity_type, entity_id))::int as entities,
      count(distinct entity_id) filter (where entity_type = 'artist')::int as artists,
      count(distinct entity_id) filter (where entity_type = 'album')::int as albums,
      coalesce((select jsonb_object_agg(provider, n) from (select provider, count(*)::int as n from question group by 1) by_provider), '{}') as by_provider
    from question`);
  const row = rows[0];
  if (!row) throw new Error("The review counts answered nothing.");
  return row;
}
