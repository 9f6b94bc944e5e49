/**
 * The engine's tables, all in the schema `inngest`. Each entry is applied once, in order, and never edited
 * afterwards. Times are milliseconds since the epoch by the engine's clock (double precision, so that they
 * arrive as numbers whatever parsers the client has). Payloads are `json`, not `jsonb`: jsonb refuses \u0000.
 */
export const migrations: readonly { version: number; sql: string }[] = [
  {
    version: 1,
    sql: /* sql */ `
create table inngest.functions (
  id text primary key,
  config json not null,
  registered_at double precision not null
);

create table inngest.events (
  seq bigint generated always as identity primary key,
  id text not null,
  name text not null,
  data json not null,
  ts double precision not null,
  v text,
  received_at double precision not null,
  pending boolean not null default true
);
create index events_pending on inngest.events (seq) where pending;
create index events_received on inngest.events (received_at);

create table inngest.dedupe (
  scope text not null,
  key text not null,
  expires_at double precision not null,
  primary key (scope, key)
);
create index dedupe_expires on inngest.dedupe (expires_at);

create table inngest.runs (
  id text primary key,
  function_id text not null,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  event_id text not null,
  event json not null,
  rank double precision not null,
  concurrency_keys text[] not null default '{}',
  singleton_key text,
  parallel boolean not null default false,
  race boolean not null default false,
  parent_run text,
  parent_step text,
  step_count integer not null default 0,
  finished_steps integer not null default 0,
  output json,
  error json,
  note text,
  created_at double precision not null,
  started_at double precision,
  ended_at double precision
);
create index runs_active on inngest.runs (function_id, id) where status in ('queued', 'running');
create unique index runs_singleton on inngest.runs (singleton_key)
  where singleton_key is not null and status in ('queued', 'running');
create index runs_ended on inngest.runs (ended_at) where ended_at is not null;
create index runs_created on inngest.runs (created_at);
create index runs_event on inngest.runs (event_id);

create table inngest.steps (
  run_id text not null references inngest.runs (id) on delete cascade,
  id text not null,
  op text not null,
  name text not null,
  pending boolean not null,
  failed boolean not null default false,
  data json,
  position integer,
  attempts integer not null default 0,
  created_at double precision not null,
  ended_at double precision,
  primary key (run_id, id)
);

create table inngest.queue (
  id bigint generated always as identity primary key,
  run_id text not null,
  function_id text not null,
  step_id text,
  attempt integer not null default 0,
  deliveries integer not null default 0,
  state text not null check (state in ('ready', 'delayed', 'parked', 'throttled', 'leased')),
  rank double precision not null,
  run_at double precision,
  delay_ms double precision,
  concurrency_keys text[] not null default '{}',
  parked_on text,
  throttle_key text,
  leased_by text
);
create index queue_ready on inngest.queue (rank, id) where state = 'ready';
create index queue_delayed on inngest.queue (run_at) where state = 'delayed';
create index queue_parked on inngest.queue (parked_on, rank, id) where state = 'parked';
create index queue_throttled on inngest.queue (throttle_key, rank, id) where throttle_key is not null;
create index queue_leased on inngest.queue (leased_by) where state = 'leased';
create index queue_run on inngest.queue (run_id);

create table inngest.waits (
  run_id text not null references inngest.runs (id) on delete cascade,
  step_id text not null,
  kind text not null check (kind in ('sleep', 'event', 'invoke')),
  event_name text,
  expression text,
  expires_at double precision not null,
  delay_ms double precision,
  primary key (run_id, step_id)
);
create index waits_expiry on inngest.waits (expires_at);
create index waits_event on inngest.waits (event_name) where event_name is not null;

create table inngest.throttle (
  key text primary key,
  function_id text not null,
  theoretical_arrival double precision not null default 0,
  next_at double precision not null default 0,
  waiting boolean not null default true
);
create index throttle_waiting on inngest.throttle (next_at) where waiting;

create table inngest.cron (
  function_id text not null,
  expression text not null,
  next_at double precision not null,
  primary key (function_id, expression)
);

create table inngest.engines (
  id text primary key,
  beat bigint not null default 0,
  place text not null,
  pid integer not null,
  started_at double precision not null
);

-- The one way in for an app's own role: it may call this and nothing else that writes. Each event's data is a
-- JSON text inside the batch, so that \\u0000 inside it is never unescaped.
create function inngest.ingest(batch text, at_ms double precision) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  with incoming as (
    select * from json_to_recordset(batch::json)
      as event (id text, name text, data text, ts double precision, v text, dedupe boolean)
  ), fresh as (
    insert into inngest.dedupe as known (scope, key, expires_at)
    select 'event', id, at_ms + 86400000 from incoming where dedupe order by id
    on conflict (scope, key) do update set expires_at = excluded.expires_at where known.expires_at <= at_ms
    returning key
  )
  insert into inngest.events (id, name, data, ts, v, received_at)
  select id, name, data::json, ts, v, at_ms from incoming
  where not dedupe or id in (select key from fresh);
  perform pg_notify('inngest_wake', '');
end $$;
revoke all on function inngest.ingest(text, double precision) from public;
`,
  },
  {
    version: 2,
    sql: /* sql */ `
-- Why an event could not be turned into runs; it is set aside so that the ones after it are not held up.
alter table inngest.events add column problem text;
create index events_problem on inngest.events (seq) where problem is not null;
`,
  },
];
