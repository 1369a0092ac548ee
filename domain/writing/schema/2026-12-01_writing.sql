-- A document several people write at the same time: named texts, and every change made to them. What it is about belongs to another capability.
CREATE TABLE writing_document (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- programme it is written in
  subject_kind TEXT NOT NULL,              -- what it is about: method
  subject_id TEXT NOT NULL,                -- UUID of the subject
  opened_at BIGINT NOT NULL,               -- ms
  kept_seq BIGINT NOT NULL,                -- changes up to this one are in a version of the subject
  unkept_since BIGINT,                     -- ms, first change that is in no version of the subject yet
  UNIQUE (subject_kind, subject_id)
);
CREATE INDEX writing_document_unkept ON writing_document (unkept_since);

-- The texts as they stood after a change: at the opening (0), and again from time to time so that nobody replays everything.
CREATE TABLE writing_text (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  seq BIGINT NOT NULL,                     -- number of that change
  name TEXT NOT NULL,                      -- body, title, step/4f/title
  version BIGINT NOT NULL,                 -- changes of this text up to there
  words TEXT NOT NULL,                     -- the text
  PRIMARY KEY (document_id, seq, name)
);

-- The last changes, one a row: two writers, or two nodes, never take the same number.
CREATE TABLE writing_change (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  seq BIGINT NOT NULL,                     -- 1, 2, 3… in the document
  name TEXT NOT NULL,                      -- text it changes
  version BIGINT NOT NULL,                 -- 1, 2, 3… in that text
  person_id TEXT,                          -- who; none when it came in a file
  client TEXT NOT NULL,                    -- page of a browser it was typed in
  update_id TEXT NOT NULL,                 -- name it gave to this change: sent twice, it is taken once
  at BIGINT NOT NULL,                      -- ms
  changes TEXT NOT NULL,                   -- change set of CodeMirror, JSON, UTF-16 units
  PRIMARY KEY (document_id, seq),
  UNIQUE (document_id, name, version)
)
-- only sqlite
WITHOUT ROWID
-- end
;

-- Older changes, hundreds to a row, packed.
CREATE TABLE writing_block (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  first_seq BIGINT NOT NULL,               -- first change in it
  last_seq BIGINT NOT NULL,                -- last change in it
  first_at BIGINT NOT NULL,                -- ms, when the first was made
  last_at BIGINT NOT NULL,                 -- ms, when the last was made
  people TEXT NOT NULL,                    -- who wrote in it: identifiers, one a line; '' for nobody known
  packed TEXT NOT NULL,                    -- the changes (domain/writing/packing.h)
  PRIMARY KEY (document_id, first_seq)
);
