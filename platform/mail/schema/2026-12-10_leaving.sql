-- Where one click ends letters of this kind (RFC 8058), and when a letter put off is tried again.
ALTER TABLE mail_letter ADD COLUMN unsubscribe TEXT NOT NULL DEFAULT '';
-- milliseconds: not before
ALTER TABLE mail_letter ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
-- times it was put off
ALTER TABLE mail_letter ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
-- Letters that still have to leave are few beside those that left.
CREATE INDEX mail_letter_leaving ON mail_letter (state, due, id);
DROP INDEX mail_letter_state;
