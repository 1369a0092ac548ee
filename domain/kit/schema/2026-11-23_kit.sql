-- The working copy of a programme's kit: what its next edition will be made of.
CREATE TABLE kit_kit (
  id TEXT PRIMARY KEY,                     -- UUID, from the programme's name
  programme_id TEXT NOT NULL UNIQUE,       -- a programme has one kit
  slug TEXT NOT NULL,                      -- name of its folder and files
  state TEXT NOT NULL,                     -- working, proofreading
  outline TEXT NOT NULL,                   -- JSON: title, texts, licence, publisher, chapters and what each holds
  changed_at BIGINT NOT NULL               -- ms
);

-- The kit's own pages, in Markdown.
CREATE TABLE kit_page (
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  slug TEXT NOT NULL,                      -- named by the chapter that prints it
  markdown TEXT NOT NULL,                  -- its text
  revision BIGINT NOT NULL,                -- from 1: who writes over a newer text is told
  changed_by TEXT,                         -- person; none when imported or erased
  changed_at BIGINT NOT NULL,              -- ms
  PRIMARY KEY (kit_id, slug)
);

-- An edition never changes once frozen, but for its state.
CREATE TABLE kit_edition (
  id TEXT PRIMARY KEY,                     -- UUID, from programme, kit and number: the same on every instance
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  number TEXT NOT NULL,                    -- 1.0, 1.1, 1.0.1
  state TEXT NOT NULL,                     -- frozen, published, superseded
  note TEXT NOT NULL,                      -- what changed since the last one
  frozen_on TEXT NOT NULL,                 -- day
  frozen_by TEXT,                          -- person; none when made by command
  published_at BIGINT,                     -- ms; none while frozen
  place BIGINT NOT NULL,                   -- order of the editions of a kit, from 1
  document TEXT NOT NULL,                  -- JSON: everything every format says
  UNIQUE (kit_id, number)
);
CREATE INDEX kit_edition_place ON kit_edition (kit_id, place);

-- The files of a published edition; the bytes stand in the folder of the edition.
CREATE TABLE kit_file (
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),
  name TEXT NOT NULL,                      -- faire-ensemble-1.0.epub
  format TEXT NOT NULL,                    -- pdf, epub, offline, data
  size BIGINT NOT NULL,                    -- bytes
  fingerprint TEXT NOT NULL,               -- of the bytes
  position BIGINT NOT NULL,                -- order in the panel
  PRIMARY KEY (edition_id, name)
);
