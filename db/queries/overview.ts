import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { EntityType, Provider } from "@/lib/domain/entity";

export interface CoverageRow extends Record<string, unknown> {
  kind: EntityType;
  provider: Provider;
  total: number;
  linked: number;
  waiting: number;
  not_found: number;
  failed: number;
}

/** How far each kind of entity is linked at each provider. What is in none of the columns was not asked about yet. */
export async function readCoverage(tx: Tx, ownerId: string, providers: Provider[]): Promise<CoverageRow[]> {
  const owned = (kind: "artist" | "album") => sql`
    select ${kind}::text as kind, e.id from ${sql.raw(kind)} e
    where e.owner_id = ${ownerId} and e.ownership = 'owned' and e.track_count > 0 ${kind === "artist" ? sql`and not e.is_various` : sql``}`;
  return tx.execute<CoverageRow>(sql`
    with entity as (${owned("artist")} union all ${owned("album")}),
    asked as (select p.provider, p.place from jsonb_array_elements_text(${JSON.stringify(providers)}::jsonb) with ordinality as p(provider, place)),
    matched as (
      select e.kind, a.provider, a.place, count(*)::int as total, count(k.id)::int as linked,
        count(*) filter (where k.id is null and l.status = 'ambiguous')::int as waiting,
        count(*) filter (where k.id is null and l.status = 'not_found')::int as not_found,
        count(*) filter (where k.id is null and l.status = 'provider_failed')::int as failed
      from entity e cross join asked a
      left join link k on k.owner_id = ${ownerId} and k.entity_type = e.kind and k.entity_id = e.id and k.provider = a.provider
      left join lookup l on l.owner_id = ${ownerId} and l.entity_type = e.kind and l.entity_id = e.id and l.provider = a.provider
      group by 1, 2, 3),
    tracks as (
      select 'track'::text as kind, a.provider, a.place,
        (select count(*)::int from track t where t.owner_id = ${ownerId} and t.gone_at is null) as total,
        (select count(*)::int from link k join track t on t.id = k.entity_id where k.owner_id = ${ownerId} and k.entity_type = 'track'
          and k.provider = a.provider and t.gone_at is null) as linked,
        0 as waiting, 0 as not_found, 0 as failed
      from asked a)
    select kind, provider, total, linked, waiting, not_found, failed
    from (select * from matched union all select * from tracks) rows
    order by array_position(array['artist', 'album', 'track'], kind), place`);
}

export interface ProviderState extends Record<string, unknown> {
  bucket: string;
  paused_until: string | null;
  pause_reason: string | null;
  used_today: number;
}

/** The budgets that are paused or in use today. Server-wide: they belong to no account. */
export async function readBudgets(tx: Tx): Promise<ProviderState[]> {
  return tx.execute<ProviderState>(sql`
    select bucket, case when paused_until > clock_timestamp() then to_json(paused_until)#>>'{}' end as paused_until,
      case when paused_until > clock_timestamp() then pause_reason end as pause_reason,
      case when day = current_date then used_today else 0 end as used_today
    from provider_budget order by bucket`);
}

/** How many questions wait: an entity at a provider, whatever the number of its candidates. */
export async function countQuestions(tx: Tx, ownerId: string): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select distinct entity_type, entity_id from candidate where owner_id = ${ownerId} and status = 'pending' and entity_type <> 'track') q`);
  return rows[0]?.count ?? 0;
}
