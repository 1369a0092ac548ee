-- An address one answers a letter at: the answer is taken up in the name of the person it was written to.
CREATE TABLE accounts_reply_address (
  token_hash TEXT NOT NULL PRIMARY KEY,  -- fingerprint of what the address holds
  purpose TEXT NOT NULL,                 -- what answering does
  subject TEXT NOT NULL,                 -- about what: the purpose's own
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  expires BIGINT NOT NULL,               -- milliseconds
  taken TEXT NOT NULL                    -- fingerprint of the last answer taken: the same letter twice is one answer
);
CREATE INDEX accounts_reply_address_expires ON accounts_reply_address (expires);
CREATE INDEX accounts_reply_address_person ON accounts_reply_address (person_id);
