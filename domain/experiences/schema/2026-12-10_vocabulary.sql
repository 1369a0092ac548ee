-- What the état des lieux learnt to count since: the catalyst roles of a sheet and the year its story began.
-- bit n: the n-th of catalyst_roles()
ALTER TABLE experiences_experience ADD COLUMN role_bits BIGINT NOT NULL DEFAULT 0;
-- year of period_start; 0 when unknown
ALTER TABLE experiences_experience ADD COLUMN began BIGINT NOT NULL DEFAULT 0;
-- what wrote the columns that repeat the content
ALTER TABLE experiences_experience ADD COLUMN facts_version BIGINT NOT NULL DEFAULT 0;
DROP INDEX experiences_experience_change;
CREATE INDEX experiences_experience_change ON experiences_experience
  (programme_id, change_number, id, title, territory_id, author_id, typology, region, status, size, step, circle, counted, theme_bits,
   obstacle_bits, overcome_bits, lever_bits, changed_at, published_at, role_bits, began, organisations);
CREATE INDEX experiences_experience_facts ON experiences_experience (facts_version, id);

-- The words a programme made its own: added, renamed, merged, retired, put in another order. No row: the word as compiled.
CREATE TABLE experiences_word (
  programme_id TEXT NOT NULL,              -- programme
  list TEXT NOT NULL,                      -- theme, obstacle, lever
  code TEXT NOT NULL,                      -- never used for another word, even once retired
  place BIGINT NOT NULL,                   -- its bit in the masks; that of the compiled word, or the next one free
  label TEXT NOT NULL,                     -- as the programme says it; '' for a compiled word it did not rename
  position BIGINT NOT NULL,                -- order on screen, from 1
  retired SMALLINT NOT NULL,               -- 1: no longer offered, still counted
  merged_into TEXT NOT NULL,               -- code of the word its sheets count under; '' for none
  PRIMARY KEY (programme_id, list, code)
);

-- Who changed a programme's words, when, from what to what. Never deleted: its last number is the version of the vocabulary.
CREATE TABLE experiences_word_change (
  programme_id TEXT NOT NULL,              -- programme
  number BIGINT NOT NULL,                  -- 1, 2, 3… in the programme
  list TEXT NOT NULL,                      -- theme, obstacle, lever
  code TEXT NOT NULL,                      -- word changed
  what TEXT NOT NULL,                      -- added, renamed, merged, parted, retired, restored, moved
  before_text TEXT NOT NULL,               -- label, code or position before
  after_text TEXT NOT NULL,                -- label, code or position after
  person_id TEXT,                          -- who; none for an import or once erased
  at BIGINT NOT NULL,                      -- ms
  PRIMARY KEY (programme_id, number)
);

-- An obstacle or a lever filed under another type by someone of the programme, and the undoing of it.
CREATE TABLE experiences_refiling (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- programme
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  passage TEXT NOT NULL,                   -- f1, l2
  from_type TEXT NOT NULL,                 -- code before
  to_type TEXT NOT NULL,                   -- code after
  revision BIGINT NOT NULL,                -- of the sheet it made
  person_id TEXT,                          -- who; none once erased
  at BIGINT NOT NULL,                      -- ms
  undone_by TEXT,                          -- who undid it
  undone_at BIGINT                         -- ms; none while it holds
);
CREATE INDEX experiences_refiling_programme ON experiences_refiling (programme_id, at, id);
CREATE INDEX experiences_refiling_experience ON experiences_refiling (experience_id, at);
