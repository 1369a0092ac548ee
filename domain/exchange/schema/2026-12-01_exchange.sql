-- Files of sheets that came in by the browser, and what was chosen for them. The bytes stand in the data folder, under `content`.
CREATE TABLE exchange_intake (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- where the sheets go
  person_id TEXT NOT NULL,                 -- who brought the file
  file_name TEXT NOT NULL,                 -- as the browser said it, cleaned
  content TEXT NOT NULL,                   -- fingerprint of the bytes
  state TEXT NOT NULL,                     -- choosing, running, done, undoing, undone
  choices TEXT NOT NULL,                   -- JSON: field of each column, what to do with look-alikes
  found TEXT NOT NULL,                     -- JSON: what the last look at the file found; '' before the first
  rows_total BIGINT NOT NULL,              -- rows of the file; 0 before it was read
  rows_done BIGINT NOT NULL,               -- rows gone through, while running; sheets undone, while undoing
  created BIGINT NOT NULL,                 -- sheets made
  changed BIGINT NOT NULL,                 -- sheets revised
  unchanged BIGINT NOT NULL,               -- sheets that said the same
  left_out BIGINT NOT NULL,                -- rows left out
  kept_back BIGINT NOT NULL,               -- sheets edited since, which undoing left alone
  created_at BIGINT NOT NULL,              -- ms
  changed_at BIGINT NOT NULL               -- ms
);
CREATE INDEX exchange_intake_programme ON exchange_intake (programme_id, created_at);
CREATE INDEX exchange_intake_person ON exchange_intake (person_id, programme_id, created_at);

-- What an import made of each sheet: enough to take it back.
CREATE TABLE exchange_intake_sheet (
  intake_id TEXT NOT NULL REFERENCES exchange_intake (id) ON DELETE CASCADE,   -- file
  place BIGINT NOT NULL,                   -- row of the file, from 0
  experience_id TEXT NOT NULL,             -- sheet
  slug TEXT NOT NULL,                      -- its address
  revision BIGINT NOT NULL,                -- its revision just after
  changed_at BIGINT NOT NULL,              -- its hour of change just after, ms: another one says that someone came since
  before TEXT NOT NULL,                    -- JSON: the sheet as it stood; '' when the import made it
  territory_id TEXT,                       -- its territory as it stood
  author_id TEXT,                          -- its author as it stood
  PRIMARY KEY (intake_id, place)
);

-- Rows an import left out or had something to say about; the first thousand of a file.
CREATE TABLE exchange_intake_note (
  intake_id TEXT NOT NULL REFERENCES exchange_intake (id) ON DELETE CASCADE,   -- file
  place BIGINT NOT NULL,                   -- order of the notes
  line BIGINT NOT NULL,                    -- line of the file
  file TEXT NOT NULL,                      -- name of the file, of those of an archive
  left_out SMALLINT NOT NULL,              -- 1 when the row stayed out
  refusal TEXT NOT NULL,                   -- JSON: msgid, arguments, field
  PRIMARY KEY (intake_id, place)
);

-- Every file with names that left, for those who lead to read.
CREATE TABLE exchange_departure (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- programme
  person_id TEXT NOT NULL,                 -- who took it
  at BIGINT NOT NULL,                      -- ms
  format TEXT NOT NULL,                    -- csv, xlsx, ods, markdown, json
  asked TEXT NOT NULL,                     -- filters of the list, as in its address; '' for all
  reason TEXT NOT NULL,                    -- what for, in their words
  sheets BIGINT NOT NULL                   -- how many
);
CREATE INDEX exchange_departure_programme ON exchange_departure (programme_id, at);
