-- What a person accepted: charters, licences, with the version they read. Never changed, only added to.
CREATE TABLE accounts_consent (
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  kind TEXT NOT NULL,                    -- charter, licence
  subject TEXT NOT NULL,                 -- of what: a programme's identifier
  version TEXT NOT NULL,                 -- fingerprint of the text, or name of the licence
  label TEXT NOT NULL,                   -- what it was called then, for its owner to recognise
  accepted BIGINT NOT NULL,              -- milliseconds
  PRIMARY KEY (person_id, kind, subject, version)
);
