-- Links that do one thing without a password. The secret itself is only in the letter.
CREATE TABLE accounts_action_link (
  secret_hash TEXT NOT NULL PRIMARY KEY, -- fingerprint of the secret in the address
  purpose TEXT NOT NULL,                 -- the one thing it can do
  subject TEXT NOT NULL,                 -- about what: the purpose's own identifier
  person_id TEXT NOT NULL,               -- in whose name, '' for someone without an account
  expires BIGINT NOT NULL,               -- milliseconds
  uses_left BIGINT NOT NULL,
  used BIGINT NOT NULL,                  -- milliseconds: when it was last used, 0 before
  said TEXT NOT NULL                     -- what the last use answered, shown again to who comes back
);
CREATE INDEX accounts_action_link_subject ON accounts_action_link (purpose, subject);
CREATE INDEX accounts_action_link_expires ON accounts_action_link (expires);
CREATE INDEX accounts_action_link_person ON accounts_action_link (person_id);
