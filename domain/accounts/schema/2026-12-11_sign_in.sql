-- Someone asked to enter: fifteen minutes, for the browser that asked. Unknown addresses are kept alike.
CREATE TABLE accounts_ask (
  asker_hash TEXT NOT NULL PRIMARY KEY,  -- fingerprint of the cookie of the browser that asked
  link_hash TEXT NOT NULL,               -- fingerprint of the secret of the letter's link, '' until the letter is written
  code_hash TEXT NOT NULL,               -- fingerprint of the code of the letter, '' until then
  person_id TEXT NOT NULL,               -- '' when nobody has that address
  return_to TEXT NOT NULL,               -- path to go to afterwards
  expires BIGINT NOT NULL,               -- milliseconds
  tries BIGINT NOT NULL,                 -- wrong codes typed
  used SMALLINT NOT NULL                 -- 1 once somebody entered with it
);
CREATE INDEX accounts_ask_link ON accounts_ask (link_hash);
CREATE INDEX accounts_ask_person ON accounts_ask (person_id, expires);
CREATE INDEX accounts_ask_expires ON accounts_ask (expires);
DROP TABLE accounts_sign_in_link;

-- "Firefox, Windows": for its owner to recognise
ALTER TABLE accounts_session ADD COLUMN device TEXT NOT NULL DEFAULT '';
-- how they entered: link, code, invitation, passkey, password
ALTER TABLE accounts_session ADD COLUMN means TEXT NOT NULL DEFAULT '';
-- 1: a second proof is still asked for; nobody yet
ALTER TABLE accounts_session ADD COLUMN waits_for_second SMALLINT NOT NULL DEFAULT 0;

-- Other addresses of a person: each lets them enter, none is written to but the main one.
CREATE TABLE accounts_other_email (
  email_folded TEXT NOT NULL PRIMARY KEY, -- lower case; never one of accounts_person.email_folded
  email TEXT NOT NULL,                    -- as typed
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  added BIGINT NOT NULL                   -- milliseconds
);
CREATE INDEX accounts_other_email_person ON accounts_other_email (person_id);
