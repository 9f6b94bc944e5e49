ALTER TABLE "track" ADD COLUMN "fingerprint" text;--> statement-breakpoint
CREATE INDEX "track_gone" ON "track" USING btree ("owner_id","source","fingerprint") WHERE gone_at is not null;