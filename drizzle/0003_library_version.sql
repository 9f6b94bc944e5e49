ALTER TABLE library_version ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE library_version FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_only ON library_version USING (owner_id = current_owner()) WITH CHECK (owner_id = current_owner());
--> statement-breakpoint
-- Once a transaction and owner. The version is the transaction's own number, so it is another one each time.
CREATE FUNCTION library_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid := coalesce(NEW.owner_id, OLD.owner_id);
  stamp text := pg_current_xact_id()::text;
BEGIN
  IF current_setting('app.version_of', true) IS DISTINCT FROM changed || '@' || stamp THEN
    -- An account that is being deleted takes its library along.
    INSERT INTO library_version (owner_id, version)
      SELECT changed, stamp::bigint WHERE EXISTS (SELECT 1 FROM account WHERE id = changed)
      ON CONFLICT (owner_id) DO UPDATE SET version = excluded.version;
    PERFORM set_config('app.version_of', changed || '@' || stamp, true);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At the end of the transaction: the row is locked for a moment only, and after everything else, so that nobody waits in a circle.
CREATE CONSTRAINT TRIGGER library_changed AFTER INSERT OR UPDATE OR DELETE ON artist
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION library_changed();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER library_changed AFTER INSERT OR UPDATE OR DELETE ON album
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION library_changed();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER library_changed AFTER INSERT OR UPDATE OR DELETE ON link
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION library_changed();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER library_changed AFTER INSERT OR UPDATE OR DELETE ON lookup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION library_changed();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER library_changed AFTER INSERT OR UPDATE OR DELETE ON candidate
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION library_changed();
