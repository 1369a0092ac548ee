-- A search someone keeps, to be told by letter what is new in it.
CREATE TABLE experiences_saved_search (
  id TEXT NOT NULL PRIMARY KEY,            -- UUID
  person_id TEXT NOT NULL,                 -- who keeps it
  programme_id TEXT NOT NULL,              -- where it is asked
  question TEXT NOT NULL,                  -- of the list's address: "theme=food&q=halle"
  kept_at BIGINT NOT NULL,                 -- ms
  told_until BIGINT NOT NULL,              -- ms: sheets published later are new
  change_number BIGINT NOT NULL,           -- of experiences_tally when last looked at
  UNIQUE (person_id, programme_id, question)
);
CREATE INDEX experiences_saved_search_programme ON experiences_saved_search (programme_id, change_number);
-- When each person was last written to about their searches.
CREATE TABLE experiences_search_letter (
  person_id TEXT NOT NULL PRIMARY KEY,
  last_at BIGINT NOT NULL                  -- ms
);
