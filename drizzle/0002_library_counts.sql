CREATE TABLE "library_version" (
	"owner_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "lookup_due";--> statement-breakpoint
ALTER TABLE "library_version" ADD CONSTRAINT "library_version_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "album_askable" ON "album" USING btree ("owner_id","id") WHERE ownership = 'owned' and track_count > 0;--> statement-breakpoint
CREATE INDEX "artist_askable" ON "artist" USING btree ("owner_id","id") WHERE ownership = 'owned' and track_count > 0 and not is_various;--> statement-breakpoint
CREATE INDEX "link_by_provider" ON "link" USING btree ("owner_id","provider","entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "lookup_by_provider" ON "lookup" USING btree ("owner_id","provider","entity_type","entity_id","ask_again_at");