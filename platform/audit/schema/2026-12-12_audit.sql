-- What someone may have to answer for. Lines are added and never changed: the database itself refuses it, and each line
-- carries the fingerprint of the one before it.
CREATE TABLE audit_line (
  position BIGINT NOT NULL PRIMARY KEY,  -- 1, 2, 3… without a gap
  at BIGINT NOT NULL,                    -- milliseconds
  who TEXT NOT NULL,                     -- accounts_person.id, 'command' for the command line, '' for a visitor
  act TEXT NOT NULL,                     -- code of audit::Act
  subject TEXT NOT NULL,                 -- identifiers of what it was done on; never a name nor what was typed
  origin TEXT NOT NULL,                  -- network the request came from (IPv4 /24, IPv6 /48), '' for a command
  seal TEXT NOT NULL                     -- fingerprint of this line and of the seal before it
);
CREATE INDEX audit_line_act ON audit_line (act, position);
CREATE INDEX audit_line_who ON audit_line (who, position);
-- only sqlite
CREATE TRIGGER audit_line_unchanged BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_line_kept BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
-- end
-- only postgresql
CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = '23000'; END $$;
CREATE TRIGGER audit_line_unchanged BEFORE UPDATE OR DELETE ON audit_line FOR EACH ROW EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_line_kept BEFORE TRUNCATE ON audit_line FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added();
-- end
