-- A peer of another territory saw the experience: what they saw, and what they would take home.
CREATE TABLE experiences_verification (
  id TEXT PRIMARY KEY,                     -- UUID
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  person_id TEXT NOT NULL,                 -- who saw
  territory_id TEXT NOT NULL,              -- where they come from
  territory_name TEXT NOT NULL,            -- its name then
  how TEXT NOT NULL,                       -- visit, call, document
  seen_on TEXT NOT NULL,                   -- day
  saw TEXT NOT NULL,                       -- Markdown: what they saw
  would_take TEXT NOT NULL,                -- Markdown: what they would take; may be ''
  at BIGINT NOT NULL,                      -- ms
  UNIQUE (experience_id, person_id)
);
-- How many territories saw it: for lists and facets.
ALTER TABLE experiences_experience ADD COLUMN verified BIGINT NOT NULL DEFAULT 0;

-- Someone quoted or pictured agreed, and may change their mind.
CREATE TABLE experiences_consent (
  id TEXT PRIMARY KEY,                     -- UUID
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  person TEXT NOT NULL,                    -- name of who agreed; seen by those who write the sheet only
  parts TEXT NOT NULL,                     -- parts they are quoted or pictured in, separated by spaces
  purpose TEXT NOT NULL,                   -- what they agreed to, in words
  given_on TEXT NOT NULL,                  -- day
  collected_by TEXT NOT NULL,              -- person who asked them
  at BIGINT NOT NULL,                      -- ms, when it was noted
  withdrawn_at BIGINT                      -- ms; none while it holds
);
CREATE INDEX experiences_consent_sheet ON experiences_consent (experience_id, at);
