CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_settings" (
	"owner_id" uuid PRIMARY KEY NOT NULL,
	"auto_apply_above" double precision NOT NULL,
	"disabled_providers" text[] NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text,
	"access_token" text NOT NULL,
	"refresh_token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"scopes" text[] NOT NULL,
	"needs_reauth" boolean DEFAULT false NOT NULL,
	"refresh_lease_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "artwork" (
	"owner_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"source_url" text NOT NULL,
	"sha256" text,
	"failure" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"pinned" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "artwork_owner_id_entity_type_entity_id_pk" PRIMARY KEY("owner_id","entity_type","entity_id")
);
--> statement-breakpoint
CREATE TABLE "image" (
	"owner_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "image_owner_id_sha256_pk" PRIMARY KEY("owner_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "album" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"artist_id" uuid NOT NULL,
	"title" text NOT NULL,
	"title_folded" text NOT NULL,
	"artist_credit" text NOT NULL,
	"identity_key" text NOT NULL,
	"date" text,
	"barcode" text,
	"mb_release_id" text,
	"mb_release_group_id" text,
	"compilation" boolean DEFAULT false NOT NULL,
	"disambiguation" text,
	"genres" text[] DEFAULT '{}' NOT NULL,
	"ownership" text NOT NULL,
	"track_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"identity_key" text NOT NULL,
	"mbid" text,
	"disambiguation" text,
	"genres" text[] DEFAULT '{}' NOT NULL,
	"ownership" text NOT NULL,
	"is_various" boolean DEFAULT false NOT NULL,
	"track_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "track" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"source" text NOT NULL,
	"path" text NOT NULL,
	"title" text NOT NULL,
	"title_folded" text NOT NULL,
	"artist_credit" text NOT NULL,
	"artist_id" uuid,
	"album_id" uuid,
	"track_number" integer,
	"disc_number" integer,
	"date" text,
	"duration_ms" integer,
	"isrc" text,
	"mb_recording_id" text,
	"genres" text[] DEFAULT '{}' NOT NULL,
	"cover_sha256" text,
	"ownership" text NOT NULL,
	"raw" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"file_size" bigint,
	"file_modified_ms" bigint,
	"seen_import_id" uuid,
	"gone_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "track_artist" (
	"owner_id" uuid NOT NULL,
	"track_id" uuid NOT NULL,
	"artist_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "track_artist_track_id_position_pk" PRIMARY KEY("track_id","position")
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"uri" text NOT NULL,
	"url" text,
	"name" text NOT NULL,
	"image_url" text,
	"status" text NOT NULL,
	"status_reason" text,
	"score" double precision NOT NULL,
	"scorer_version" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"extra" jsonb NOT NULL,
	"run_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"run_id" uuid,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"candidate_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"confidence" double precision,
	"scorer_version" text,
	"undoes" uuid,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"uri" text NOT NULL,
	"url" text,
	"name" text NOT NULL,
	"image_url" text,
	"origin" text NOT NULL,
	"confidence" double precision NOT NULL,
	"scorer_version" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"run_id" uuid,
	"tracks_checked_at" timestamp (3) with time zone,
	"tracks_run_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lookup" (
	"owner_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"ask_again_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 1 NOT NULL,
	"detail" text,
	"run_id" uuid,
	CONSTRAINT "lookup_owner_id_entity_type_entity_id_provider_pk" PRIMARY KEY("owner_id","entity_type","entity_id","provider")
);
--> statement-breakpoint
CREATE TABLE "provider_budget" (
	"bucket" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"pause_reason" text,
	"day" date NOT NULL,
	"used_today" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "response_cache" (
	"provider" text NOT NULL,
	"key" text NOT NULL,
	"status" integer NOT NULL,
	"body" text NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "response_cache_provider_key_pk" PRIMARY KEY("provider","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"triggered_by" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"by_outcome" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"requests" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"waiting_for" text[] DEFAULT '{}' NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "account_settings" ADD CONSTRAINT "account_settings_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artwork" ADD CONSTRAINT "artwork_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image" ADD CONSTRAINT "image_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "album" ADD CONSTRAINT "album_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "album" ADD CONSTRAINT "album_artist_id_artist_id_fk" FOREIGN KEY ("artist_id") REFERENCES "public"."artist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artist" ADD CONSTRAINT "artist_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track" ADD CONSTRAINT "track_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track" ADD CONSTRAINT "track_artist_id_artist_id_fk" FOREIGN KEY ("artist_id") REFERENCES "public"."artist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track" ADD CONSTRAINT "track_album_id_album_id_fk" FOREIGN KEY ("album_id") REFERENCES "public"."album"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track_artist" ADD CONSTRAINT "track_artist_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track_artist" ADD CONSTRAINT "track_artist_track_id_track_id_fk" FOREIGN KEY ("track_id") REFERENCES "public"."track"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track_artist" ADD CONSTRAINT "track_artist_artist_id_artist_id_fk" FOREIGN KEY ("artist_id") REFERENCES "public"."artist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_digest" ON "api_token" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "api_token_owner" ON "api_token" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_owner_provider" ON "connection" USING btree ("owner_id","provider");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_link_digest" ON "sign_in_link" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "artwork_status" ON "artwork" USING btree ("owner_id","status","retry_at");--> statement-breakpoint
CREATE INDEX "artwork_image" ON "artwork" USING btree ("owner_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "album_owner_identity" ON "album" USING btree ("owner_id","identity_key");--> statement-breakpoint
CREATE INDEX "album_owner_title" ON "album" USING btree ("owner_id","title_folded","id");--> statement-breakpoint
CREATE INDEX "album_artist" ON "album" USING btree ("artist_id");--> statement-breakpoint
CREATE UNIQUE INDEX "artist_owner_identity" ON "artist" USING btree ("owner_id","identity_key");--> statement-breakpoint
CREATE INDEX "artist_owner_name" ON "artist" USING btree ("owner_id","name_folded","id");--> statement-breakpoint
CREATE INDEX "artist_owner_mbid" ON "artist" USING btree ("owner_id","mbid");--> statement-breakpoint
CREATE UNIQUE INDEX "track_owner_source_path" ON "track" USING btree ("owner_id","source","path");--> statement-breakpoint
CREATE INDEX "track_owner_title" ON "track" USING btree ("owner_id","title_folded","id");--> statement-breakpoint
CREATE INDEX "track_by_album" ON "track" USING btree ("album_id","disc_number","track_number");--> statement-breakpoint
CREATE INDEX "track_by_artist" ON "track" USING btree ("artist_id");--> statement-breakpoint
CREATE INDEX "track_artist_by_artist" ON "track_artist" USING btree ("artist_id");--> statement-breakpoint
CREATE INDEX "track_artist_owner" ON "track_artist" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_pair" ON "candidate" USING btree ("owner_id","entity_type","entity_id","provider","external_id");--> statement-breakpoint
CREATE INDEX "candidate_queue" ON "candidate" USING btree ("owner_id","provider","status","score","id");--> statement-breakpoint
CREATE INDEX "candidate_queue_by_type" ON "candidate" USING btree ("owner_id","provider","status","entity_type","score","id");--> statement-breakpoint
CREATE INDEX "decision_owner" ON "decision" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "decision_entity" ON "decision" USING btree ("owner_id","entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "decision_run" ON "decision" USING btree ("owner_id","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_entity_provider" ON "link" USING btree ("owner_id","entity_type","entity_id","provider");--> statement-breakpoint
CREATE UNIQUE INDEX "link_external" ON "link" USING btree ("owner_id","provider","entity_type","external_id") WHERE entity_type <> 'track';--> statement-breakpoint
CREATE INDEX "lookup_due" ON "lookup" USING btree ("owner_id","provider","entity_type","ask_again_at");--> statement-breakpoint
CREATE INDEX "response_cache_expiry" ON "response_cache" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "outbox_owner" ON "outbox" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "run_one_live" ON "run" USING btree ("owner_id","kind") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "run_owner" ON "run" USING btree ("owner_id","id");