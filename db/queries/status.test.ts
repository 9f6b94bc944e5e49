import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readStatus } from "@/lib/enrichment/readStatus";
import { createContext } from "@/lib/server/context";
import { newId } from "@/lib/server/ids";
import { startTestApp, type TestApp } from "@/tests/support/app";

let app: TestApp;
let admin: postgres.Sql;
const artistId = newId();
const now = new Date("2026-06-01T00:00:00Z");

beforeAll(async () => {
  app = await startTestApp();
  admin = postgres(app.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await app.close();
});

const statusAt = (days: number) => {
  const at = new Date(now.getTime() + days * 86_400_000);
  return readStatus(createContext(app.db, app.ctx.ownerId, { clock: { now: () => at } }));
};

it("counts again after each change, whoever made it, and notices by the clock alone what has become due", async () => {
  const { ownerId } = app.ctx;
  expect(await statusAt(0)).toMatchObject({ artists_unenriched: 0, is_enrichment_needed: false });

  await admin`insert into artist (id, owner_id, name, name_folded, identity_key, ownership, track_count, created_at)
    values (${artistId}, ${ownerId}, 'Bush', 'bush', 'name:bush', 'owned', 1, now())`;
  expect(await statusAt(0)).toMatchObject({ artists_unenriched: 1, is_enrichment_needed: true });

  await admin`insert into lookup (owner_id, entity_type, entity_id, provider, status, asked_at, ask_again_at)
    select ${ownerId}, 'artist', ${artistId}, p, 'not_found', ${now}, ${now}::timestamptz + interval '30 days'
    from unnest(array['spotify', 'deezer', 'musicbrainz']) p`;
  expect(await statusAt(0)).toMatchObject({ artists_unenriched: 1, is_enrichment_needed: false });
  expect(await statusAt(29)).toMatchObject({ is_enrichment_needed: false });
  expect(await statusAt(31)).toMatchObject({ is_enrichment_needed: true });

  // Without a time to ask again it is never due.
  await admin`update lookup set ask_again_at = null`;
  expect(await statusAt(31)).toMatchObject({ is_enrichment_needed: false });
  await admin`delete from lookup where provider = 'deezer'`;
  expect(await statusAt(0)).toMatchObject({ is_enrichment_needed: true });

  await admin`insert into link (id, owner_id, entity_type, entity_id, provider, external_id, uri, name, origin, confidence,
      scorer_version, evidence, created_at)
    values (${newId()}, ${ownerId}, 'artist', ${artistId}, 'spotify', 'x', 'spotify:artist:x', 'Bush', 'auto', 1, 't', '[]', now())`;
  expect(await statusAt(31)).toMatchObject({ artists_unenriched: 0, is_enrichment_needed: false });
});

it("takes the version along when an account is deleted", async () => {
  await admin`delete from artist`;
  await admin`delete from account where id = ${app.ctx.ownerId}`;
  expect(await admin`select * from library_version`).toHaveLength(0);
});
