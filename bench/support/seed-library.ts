import postgres from "postgres";

export interface SeedSize {
  artists: number;
  albums: number;
  tracks: number;
  /** Pending at Spotify. */
  candidates: number;
}

/**
 * Writes a library into a running server's database as its owner role: two thirds of the artists and albums linked at
 * all three providers, the others asked about, with up to five pending candidates each.
 */
export async function seedLibrary(adminUrl: string, size: SeedSize): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [owner] = await sql<{ id: string }[]>`select id from account where role = 'owner'`;
    if (!owner) throw new Error("The server has no owner.");
    await sql.unsafe(library(owner.id, size));
    await sql.unsafe(matches(owner.id, size));
    await sql.unsafe("vacuum analyze");
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function library(owner: string, { artists, albums, tracks }: SeedSize): string {
  return `
    set synchronous_commit = off;
    create temp table seed_artist as select n, uuidv7() as id from generate_series(0, ${artists - 1}) n;
    create temp table seed_album as select n, uuidv7() as id from generate_series(0, ${albums - 1}) n;
    create temp table seed_track as select n, uuidv7() as id from generate_series(0, ${tracks - 1}) n;
    insert into artist (id, owner_id, name, name_folded, identity_key, ownership, track_count, created_at)
      select id, '${owner}', 'Artist Number ' || n, 'artist number ' || n, 'name:artist number ' || n, 'owned',
        ${Math.round(tracks / artists)}, now() from seed_artist;
    insert into album (id, owner_id, artist_id, title, title_folded, artist_credit, identity_key, date, ownership, track_count, created_at)
      select b.id, '${owner}', a.id, 'Album Title ' || b.n, 'album title ' || b.n, 'Artist Number ' || a.n,
        'name:' || a.id || ':album title ' || b.n, (1960 + b.n % 60)::text, 'owned', ${Math.round(tracks / albums)}, now()
      from seed_album b join seed_artist a on a.n = b.n % ${artists};
    insert into track (id, owner_id, source, path, title, title_folded, artist_credit, artist_id, album_id, track_number, duration_ms,
        ownership, raw, content_hash, created_at)
      select t.id, '${owner}', 'bench', 'music/' || a.n || '/' || b.n || '/' || t.n || '.flac', 'Track ' || t.n, 'track ' || t.n,
        'Artist Number ' || a.n, a.id, b.id, t.n / ${albums} + 1, 180000 + t.n % 90000, 'owned',
        jsonb_build_object('path', 'music/' || t.n, 'title', 'Track ' || t.n, 'artist', 'Artist Number ' || a.n, 'genres', '["Rock"]'::jsonb),
        md5(t.n::text), now()
      from seed_track t join seed_album b on b.n = t.n % ${albums} join seed_artist a on a.n = b.n % ${artists};
    insert into track_artist (owner_id, track_id, artist_id, position)
      select '${owner}', t.id, t.artist_id, 0 from track t where t.source = 'bench';`;
}

/** What a candidate carries as reasons and facts is as long as the real ones. */
const EVIDENCE = `(select jsonb_agg(jsonb_build_object('feature', f, 'local', 'Local Value', 'candidate', 'Value There',
  'effect', 1.5, 'note', 'The ' || f || ' of both agree, apart from punctuation and case.'))
  from unnest(array['title', 'artist', 'tracks', 'year', 'kind', 'edition']) f)`;

function matches(owner: string, { candidates }: SeedSize): string {
  return `
    create temp table seed_entity as
      select 'artist' as type, id, n from seed_artist union all select 'album', id, n from seed_album;
    insert into link (id, owner_id, entity_type, entity_id, provider, external_id, uri, name, origin, confidence, scorer_version, evidence, created_at)
      select uuidv7(), '${owner}', e.type, e.id, p, e.type || e.n || p, p || ':' || e.type || ':' || e.n, 'Name ' || e.n, 'auto', 0.97, 'bench',
        ${EVIDENCE}, now()
      from seed_entity e cross join unnest(array['spotify', 'musicbrainz', 'deezer']) p where e.n % 3 <> 0;
    insert into lookup (owner_id, entity_type, entity_id, provider, status, asked_at, ask_again_at)
      select '${owner}', e.type, e.id, p, case when e.n % 3 <> 0 then 'found' when e.n % 2 = 0 then 'ambiguous' else 'not_found' end,
        now() - interval '1 day', case when e.n % 3 <> 0 then null else now() + interval '29 days' end
      from seed_entity e cross join unnest(array['spotify', 'musicbrainz', 'deezer']) p;
    insert into candidate (id, owner_id, entity_type, entity_id, provider, external_id, uri, url, name, image_url, status, score, scorer_version,
        evidence, extra, created_at)
      select uuidv7(), '${owner}', e.type, e.id, 'spotify', e.type || e.n || ':' || c, 'spotify:' || e.type || ':' || e.n || c,
        'https://open.spotify.com/' || e.n || c, 'Candidate ' || c || ' of ' || e.n, 'https://i.scdn.co/image/' || md5(e.n::text || c),
        'pending', round((0.2 + ((e.n * 7 + c * 13) % 70) / 100.0)::numeric, 2), 'bench', ${EVIDENCE},
        '{"artist_name": "Some Artist", "release_date": "1994-08-23", "total_tracks": 12, "popularity": 41}', now()
      from seed_entity e cross join generate_series(1, 5) c where e.n % 3 = 0
      order by c, e.n limit ${candidates};
    insert into candidate (id, owner_id, entity_type, entity_id, provider, external_id, uri, name, status, score, scorer_version, evidence, extra, created_at)
      select uuidv7(), '${owner}', e.type, e.id, 'deezer', e.type || e.n || 'd', 'deezer:' || e.type || ':' || e.n, 'Candidate of ' || e.n,
        'applied', 0.95, 'bench', ${EVIDENCE}, '{}', now()
      from seed_entity e where e.n % 3 <> 0;`;
}
