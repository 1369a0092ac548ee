-- Passkeys of a person: a device or a security key that proves it is them.
CREATE TABLE accounts_passkey (
  credential_id TEXT NOT NULL PRIMARY KEY, -- URL-safe base64, as the authenticator named it
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  public_key TEXT NOT NULL,              -- COSE in URL-safe base64: nothing secret
  uses BIGINT NOT NULL,                  -- counter of the authenticator, 0 when it does not count
  name TEXT NOT NULL,                    -- "Chrome, Android": for its owner to recognise
  made BIGINT NOT NULL,                  -- milliseconds
  used BIGINT NOT NULL                   -- milliseconds of the last use, 0 before
);
CREATE INDEX accounts_passkey_person ON accounts_passkey (person_id);

-- What an authenticator is asked to sign: five minutes, once.
CREATE TABLE accounts_challenge (
  challenge_hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,               -- who makes a passkey; '' for who enters with one
  expires BIGINT NOT NULL                -- milliseconds
);
CREATE INDEX accounts_challenge_expires ON accounts_challenge (expires);

-- The one-time codes of a person's telephone.
CREATE TABLE accounts_code_app (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts_person (id),
  secret TEXT NOT NULL,                  -- URL-safe base64: what the telephone knows too
  confirmed SMALLINT NOT NULL,           -- 1 once a first code was typed; asked at each entrance from then on
  last_step BIGINT NOT NULL              -- the thirty seconds of the last code that served: none serves twice
);

-- For the day the telephone is lost. Each serves once.
CREATE TABLE accounts_recovery_code (
  code_hash TEXT NOT NULL PRIMARY KEY,   -- fingerprint of the code with its owner
  person_id TEXT NOT NULL REFERENCES accounts_person (id)
);
CREATE INDEX accounts_recovery_code_person ON accounts_recovery_code (person_id);
