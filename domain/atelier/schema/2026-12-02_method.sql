-- A method sheet as it stands. What is listed, filtered or ordered is a column; everything written is in `content`.
CREATE TABLE atelier_method (
  id TEXT PRIMARY KEY,                     -- UUID; from the programme's and the file's names when imported
  programme_id TEXT NOT NULL,              -- programme it is written in
  slug TEXT NOT NULL,                      -- its address in the programme; fixed
  title TEXT NOT NULL,                     -- as in content, for lists
  pitch TEXT NOT NULL,                     -- one sentence, as in content
  status TEXT NOT NULL,                    -- draft, tested, to_review, published, deprecated
  visibility TEXT NOT NULL,                -- private, companion, internal, cohort, community, public: asked by its author
  circle TEXT NOT NULL,                    -- who reads it now: visibility once out, narrower before
  author_id TEXT,                          -- person who opened it; none once erased or when a file named nobody
  stage_bits BIGINT NOT NULL,              -- bit n: the n-th word of stages()
  role_bits BIGINT NOT NULL,               -- bit n: the n-th word of catalyst_roles()
  mode TEXT NOT NULL,                      -- in_person, remote, hybrid or ''
  duration_min BIGINT NOT NULL,            -- minutes; 0 when not said
  duration_max BIGINT NOT NULL,            -- minutes; 0 when not said
  group_min BIGINT NOT NULL,               -- people; 0 when not said
  group_max BIGINT NOT NULL,               -- people; 0 when not said
  difficulty BIGINT NOT NULL,              -- 1 to 3; 0 when not said
  trials BIGINT NOT NULL,                  -- how many trials were told
  territories BIGINT NOT NULL,             -- how many different territories tried it
  rural BIGINT NOT NULL,                   -- how many of those are rural
  failed BIGINT NOT NULL,                  -- how many trials did not work
  revision BIGINT NOT NULL,                -- number of the current revision, from 1
  created_at BIGINT NOT NULL,              -- ms
  changed_at BIGINT NOT NULL,              -- ms, last revision or change of status
  published_at BIGINT,                     -- ms, first publication
  submission_key TEXT,                     -- hidden key of the form that made it: a double click makes one method
  content TEXT NOT NULL,                   -- JSON of the whole content
  UNIQUE (programme_id, slug),
  UNIQUE (submission_key)
);
CREATE INDEX atelier_method_list ON atelier_method (programme_id, status, circle, published_at);
CREATE INDEX atelier_method_author ON atelier_method (programme_id, author_id, changed_at);

-- Every version of a method, the current one included.
CREATE TABLE atelier_revision (
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  number BIGINT NOT NULL,                  -- from 1
  author_id TEXT,                          -- who wrote it; none for an import
  at BIGINT NOT NULL,                      -- ms
  reason TEXT NOT NULL,                    -- why, in the author's words; may be ''
  content TEXT NOT NULL,                   -- JSON of the whole content
  PRIMARY KEY (method_id, number)
);

-- Who moved a method along its life cycle, when and why.
CREATE TABLE atelier_transition (
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  place BIGINT NOT NULL,                   -- 1, 2, 3… in the method
  from_status TEXT NOT NULL,               -- before
  to_status TEXT NOT NULL,                 -- after
  visibility TEXT NOT NULL,                -- after
  author_id TEXT,                          -- who
  at BIGINT NOT NULL,                      -- ms
  reason TEXT NOT NULL,                    -- why; may be ''
  PRIMARY KEY (method_id, place)
);

-- Who tried a method, where, and what it gave.
CREATE TABLE atelier_trial (
  id TEXT PRIMARY KEY,                     -- UUID
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  place BIGINT NOT NULL,                   -- order in the sheet, from 1
  territory_id TEXT,                       -- where it was tried; may be none
  territory_name TEXT NOT NULL,            -- its name when the trial was written; '' for none
  typology TEXT NOT NULL,                  -- type of that territory, copied: the trust line counts the rural ones
  person_id TEXT,                          -- who added it here; none when it came in a file
  who TEXT NOT NULL,                       -- name shown; may be ''
  tried_on TEXT NOT NULL,                  -- '2024', '2024-03', '2024-03-16' or ''
  spot TEXT NOT NULL,                      -- where exactly, in words; may be ''
  worked TEXT NOT NULL,                    -- yes, partly, no
  text TEXT NOT NULL,                      -- Markdown: what happened
  adapted_how TEXT NOT NULL,               -- Markdown: what they changed
  submission_key TEXT,                     -- hidden key of the form: a double click adds one trial
  at BIGINT NOT NULL,                      -- ms, when it was added
  UNIQUE (submission_key)
);
CREATE INDEX atelier_trial_method ON atelier_trial (method_id, place);
CREATE INDEX atelier_trial_territory ON atelier_trial (territory_id, at);

-- Which methods cite which passages of experiences; written again with each version of the method.
CREATE TABLE atelier_citation (
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  programme_id TEXT NOT NULL,              -- of the method and of the experience
  experience_slug TEXT NOT NULL,           -- experience cited: it may not exist yet
  passage TEXT NOT NULL,                   -- f1, l2…; '' for the whole sheet
  place BIGINT NOT NULL,                   -- order in the method, from 1
  PRIMARY KEY (method_id, experience_slug, passage)
);
CREATE INDEX atelier_citation_experience ON atelier_citation (programme_id, experience_slug, passage);
