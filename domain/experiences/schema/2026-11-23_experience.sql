-- An experience sheet as it stands. What is listed, filtered or ordered is a column; everything written is in `content`.
CREATE TABLE experiences_experience (
  id TEXT PRIMARY KEY,                     -- UUID; from the programme's and the file's names when imported
  programme_id TEXT NOT NULL,              -- programme it is told in
  slug TEXT NOT NULL,                      -- its address in the programme; fixed once published
  title TEXT NOT NULL,                     -- as in content, for lists
  summary TEXT NOT NULL,                   -- "en bref", as in content
  size TEXT NOT NULL,                      -- brief, sheet, full
  status TEXT NOT NULL,                    -- draft, told, to_review, agreed, published, to_update, archived
  visibility TEXT NOT NULL,                -- private, companion, internal, cohort, community, public: asked by its authors
  circle TEXT NOT NULL,                    -- who reads it now: visibility once published, companion (or private) before
  counted SMALLINT NOT NULL,               -- 1 when published or to_update: what the état des lieux counts
  territory_id TEXT,                       -- may be none
  territory_name TEXT NOT NULL,            -- its name when the sheet was last written; '' for none
  typology TEXT NOT NULL,                  -- type of that territory, copied so that counts need no join; '' when unknown
  region TEXT NOT NULL,                    -- official code of its region, copied; '' when unknown
  author_id TEXT,                          -- person who opened it; none once erased
  step TEXT NOT NULL,                      -- thinking, under_way, done or ''
  organisations TEXT NOT NULL,             -- keys of the programme's organisations, separated by |
  theme_bits BIGINT NOT NULL,              -- bit n: the n-th word of themes()
  obstacle_bits BIGINT NOT NULL,           -- bit n: has an obstacle of the n-th type
  overcome_bits BIGINT NOT NULL,           -- bit n: overcame an obstacle of the n-th type
  lever_bits BIGINT NOT NULL,              -- bit n: has a lever of the n-th type
  revision BIGINT NOT NULL,                -- number of the current revision, from 1
  created_at BIGINT NOT NULL,              -- ms
  changed_at BIGINT NOT NULL,              -- ms, last revision or change of status
  published_at BIGINT,                     -- ms, first publication
  change_number BIGINT NOT NULL,           -- of experiences_tally when last written: readers in memory take what is newer
  submission_key TEXT,                     -- hidden key of the form that made it: a double click makes one sheet
  content TEXT NOT NULL,                   -- JSON of the whole content
  UNIQUE (programme_id, slug),
  UNIQUE (submission_key)
);
CREATE INDEX experiences_experience_change ON experiences_experience (programme_id, change_number);
CREATE INDEX experiences_experience_circle ON experiences_experience (programme_id, counted, circle, published_at);
CREATE INDEX experiences_experience_author ON experiences_experience (author_id, changed_at);
CREATE INDEX experiences_experience_territory ON experiences_experience (territory_id, counted, published_at);

-- One row a programme: how many writes its sheets had. Deletions raise `epoch`, so that what is kept in memory starts again.
CREATE TABLE experiences_tally (
  programme_id TEXT PRIMARY KEY,           -- programme
  change_number BIGINT NOT NULL,           -- of the last write
  epoch BIGINT NOT NULL                    -- raised when a sheet disappears
);

-- Every version of a sheet, the current one included.
CREATE TABLE experiences_revision (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  number BIGINT NOT NULL,                  -- from 1
  author_id TEXT,                          -- who wrote it; none for an import
  at BIGINT NOT NULL,                      -- ms
  reason TEXT NOT NULL,                    -- why, in the author's words; may be ''
  content TEXT NOT NULL,                   -- JSON of the whole content
  PRIMARY KEY (experience_id, number)
);

-- Who moved a sheet along its life cycle, when and why.
CREATE TABLE experiences_transition (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  place BIGINT NOT NULL,                   -- 1, 2, 3… in the sheet
  from_status TEXT NOT NULL,               -- before
  to_status TEXT NOT NULL,                 -- after
  visibility TEXT NOT NULL,                -- after
  author_id TEXT,                          -- who
  at BIGINT NOT NULL,                      -- ms
  reason TEXT NOT NULL,                    -- why; may be ''
  PRIMARY KEY (experience_id, place)
);

-- Passages one can cite and count. The columns from programme_id on repeat the sheet's, so that counting joins nothing.
CREATE TABLE experiences_obstacle (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  place BIGINT NOT NULL,                   -- 1 for f1
  type TEXT NOT NULL,                      -- code of obstacle_types()
  severity BIGINT NOT NULL,                -- 1 to 3
  overcome SMALLINT NOT NULL,              -- 1 when overcome
  first_of_type SMALLINT NOT NULL,         -- 1 for the first of its type in the sheet: its sum counts sheets
  type_overcome SMALLINT NOT NULL,         -- on that first row, 1 when one of the type was overcome
  text TEXT NOT NULL,                      -- Markdown
  how TEXT NOT NULL,                       -- Markdown: how it was overcome
  programme_id TEXT NOT NULL,
  counted SMALLINT NOT NULL,
  circle TEXT NOT NULL,
  status TEXT NOT NULL,
  visibility TEXT NOT NULL,
  territory_id TEXT,
  typology TEXT NOT NULL,
  theme_bits BIGINT NOT NULL,
  PRIMARY KEY (experience_id, place)
);
CREATE INDEX experiences_obstacle_count ON experiences_obstacle
  (programme_id, counted, circle, type, typology, theme_bits, overcome, first_of_type, type_overcome, severity, territory_id, experience_id);

CREATE TABLE experiences_lever (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  place BIGINT NOT NULL,                   -- 1 for l1
  type TEXT NOT NULL,                      -- code of lever_types()
  first_of_type SMALLINT NOT NULL,         -- 1 for the first of its type in the sheet
  text TEXT NOT NULL,                      -- Markdown
  effect TEXT NOT NULL,                    -- Markdown
  programme_id TEXT NOT NULL,
  counted SMALLINT NOT NULL,
  circle TEXT NOT NULL,
  status TEXT NOT NULL,
  visibility TEXT NOT NULL,
  territory_id TEXT,
  typology TEXT NOT NULL,
  theme_bits BIGINT NOT NULL,
  PRIMARY KEY (experience_id, place)
);
CREATE INDEX experiences_lever_count ON experiences_lever
  (programme_id, counted, circle, type, typology, theme_bits, first_of_type, territory_id, experience_id);

-- Which lever overcame which obstacle, inside one sheet.
CREATE TABLE experiences_overcame (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  lever_place BIGINT NOT NULL,             -- 1 for l1
  obstacle_place BIGINT NOT NULL,          -- 1 for f1
  lever_type TEXT NOT NULL,
  obstacle_type TEXT NOT NULL,
  first_of_pair SMALLINT NOT NULL,         -- 1 for the first of this pair of types in the sheet: its sum counts sheets
  programme_id TEXT NOT NULL,
  counted SMALLINT NOT NULL,
  circle TEXT NOT NULL,
  status TEXT NOT NULL,
  visibility TEXT NOT NULL,
  territory_id TEXT,
  typology TEXT NOT NULL,
  theme_bits BIGINT NOT NULL,
  PRIMARY KEY (experience_id, lever_place, obstacle_place)
);
CREATE INDEX experiences_overcame_count ON experiences_overcame
  (programme_id, counted, circle, obstacle_type, lever_type, typology, theme_bits, first_of_pair, territory_id, experience_id);

CREATE TABLE experiences_theme (
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  theme TEXT NOT NULL,                     -- code of themes()
  programme_id TEXT NOT NULL,
  counted SMALLINT NOT NULL,
  circle TEXT NOT NULL,
  status TEXT NOT NULL,
  visibility TEXT NOT NULL,
  territory_id TEXT,
  typology TEXT NOT NULL,
  theme_bits BIGINT NOT NULL,
  PRIMARY KEY (experience_id, theme)
);
CREATE INDEX experiences_theme_count ON experiences_theme
  (programme_id, counted, circle, theme, typology, territory_id, experience_id);

-- What a person typed and did not save: kept by the page as they type, offered again when they come back.
CREATE TABLE experiences_unsent (
  person_id TEXT NOT NULL,                 -- who typed
  form_key TEXT NOT NULL,                  -- sheet id, or the submission key of a sheet not yet made
  programme_id TEXT NOT NULL,              -- where
  base_revision BIGINT NOT NULL,           -- revision the form was made from; 0 for a new sheet
  at BIGINT NOT NULL,                      -- ms
  content TEXT NOT NULL,                   -- JSON of the whole content
  PRIMARY KEY (person_id, form_key)
);
CREATE INDEX experiences_unsent_programme ON experiences_unsent (person_id, programme_id, at);
