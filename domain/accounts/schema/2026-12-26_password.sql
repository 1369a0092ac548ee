-- The password of who chose one. Nobody has to.
CREATE TABLE accounts_password (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts_person (id),
  hash TEXT NOT NULL,                    -- Argon2id: says its own parameters and salt
  chosen BIGINT NOT NULL                 -- milliseconds
);
