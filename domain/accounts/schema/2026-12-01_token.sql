-- Personal tokens: what a program reads the API with, in the name of a person.
CREATE TABLE accounts_token (
  id TEXT PRIMARY KEY,                     -- UUID: how the page names it
  secret_hash TEXT NOT NULL UNIQUE,        -- fingerprint of the token; the token itself is shown once
  person_id TEXT NOT NULL,                 -- whose eyes it reads with
  name TEXT NOT NULL,                      -- what for, in their words
  scope TEXT NOT NULL,                     -- read
  created_at BIGINT NOT NULL,              -- ms
  used_at BIGINT                           -- ms, of the last day it was used; none before
);
CREATE INDEX accounts_token_person ON accounts_token (person_id, created_at);
