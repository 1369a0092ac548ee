-- People who have an account, how they come in, and what they may do.
CREATE TABLE accounts_person (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID
  email TEXT NOT NULL,                   -- as typed, shown to its owner only
  email_folded TEXT NOT NULL UNIQUE,     -- lower case: the one that is compared
  name TEXT NOT NULL,                    -- as the person wants to be called
  language TEXT NOT NULL,                -- "fr" or "en": of the letters
  administrator SMALLINT NOT NULL,       -- 1: of the whole place
  state TEXT NOT NULL,                   -- invited, active, dormant, closed, erased
  created BIGINT NOT NULL                -- milliseconds since 1970
);

-- Membership = territory + person + function + power in a programme.
CREATE TABLE accounts_membership (
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  programme_id TEXT NOT NULL,            -- programme_programme.id
  territory_id TEXT NOT NULL,            -- territories_territory.id, empty for those who have none
  function TEXT NOT NULL,                -- programme_lead, facilitator, … (domain: roles)
  power TEXT NOT NULL,                   -- read, contribute, edit, administer
  organisation TEXT NOT NULL,            -- key of the structure in the programme, may be empty
  note TEXT NOT NULL,
  position BIGINT NOT NULL,              -- in the order of people.csv
  PRIMARY KEY (person_id, programme_id, territory_id)
);
CREATE INDEX accounts_membership_programme ON accounts_membership (programme_id, position);

-- A sign-in link: single use, fifteen minutes, bound to the browser that asked.
CREATE TABLE accounts_sign_in_link (
  secret_hash TEXT NOT NULL PRIMARY KEY, -- fingerprint of the secret of the link
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  return_to TEXT NOT NULL,               -- path to go to afterwards
  expires BIGINT NOT NULL,
  used SMALLINT NOT NULL                 -- 1 once spent
);
CREATE INDEX accounts_sign_in_link_expires ON accounts_sign_in_link (expires);

CREATE TABLE accounts_session (
  secret_hash TEXT NOT NULL PRIMARY KEY, -- fingerprint of the cookie
  person_id TEXT NOT NULL REFERENCES accounts_person (id),
  started BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE INDEX accounts_session_person ON accounts_session (person_id);
CREATE INDEX accounts_session_expires ON accounts_session (expires);
