-- The second wall between accounts. The first is that every query names its owner; this one holds where a query forgets.
-- The application sets app.owner_id at the start of each transaction (db/owner.ts).
CREATE FUNCTION current_owner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.owner_id', true), '')::uuid $$;
--> statement-breakpoint
-- Forced, so that it binds the tables' own owner as well, where one role serves for both.
DO $$
DECLARE t text;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'owner_id' AND table_type = 'BASE TABLE'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_only ON %I USING (owner_id = current_owner()) WITH CHECK (owner_id = current_owner())', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Who presents a secret may find the row of that secret: before that, nobody's owner is known.
CREATE POLICY by_digest ON api_token FOR SELECT USING (digest = current_setting('app.digest', true));
--> statement-breakpoint
CREATE POLICY by_digest ON sign_in_link FOR SELECT USING (digest = current_setting('app.digest', true));
--> statement-breakpoint
-- The dispatcher of the outbox serves all accounts; it reads and removes, it never writes.
CREATE POLICY dispatch_read ON outbox FOR SELECT USING (current_setting('app.purpose', true) = 'outbox');
--> statement-breakpoint
CREATE POLICY dispatch_remove ON outbox FOR DELETE USING (current_setting('app.purpose', true) = 'outbox');
