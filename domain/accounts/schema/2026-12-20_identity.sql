-- Somebody left for the identity provider: fifteen minutes, for the browser that left.
CREATE TABLE accounts_departure (
  state_hash TEXT NOT NULL PRIMARY KEY,  -- fingerprint of what the provider sends back
  browser_hash TEXT NOT NULL,            -- fingerprint of the cookie of the browser that left
  nonce TEXT NOT NULL,                   -- to be found in the provider's token
  verifier TEXT NOT NULL,                -- proves to the provider that who comes back is who left (PKCE)
  return_to TEXT NOT NULL,               -- path to go to afterwards
  person_id TEXT NOT NULL,               -- who was signed in and ties the account to theirs; '' : nobody
  expires BIGINT NOT NULL                -- milliseconds
);
CREATE INDEX accounts_departure_expires ON accounts_departure (expires);

-- Accounts of an identity provider by which people enter.
CREATE TABLE accounts_identity (
  issuer TEXT NOT NULL,                  -- address of the provider
  subject TEXT NOT NULL,                 -- its name for the person
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  email TEXT NOT NULL,                   -- as the provider last said it
  made BIGINT NOT NULL,                  -- milliseconds
  used BIGINT NOT NULL,                  -- milliseconds, last entrance
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX accounts_identity_person ON accounts_identity (person_id);
-- the provider's token of that session, which it asks for when one leaves; '' for the others
ALTER TABLE accounts_session ADD COLUMN provider_token TEXT NOT NULL DEFAULT '';
