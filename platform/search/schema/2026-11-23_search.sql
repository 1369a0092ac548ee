-- What can be found, in one place for every capability; the full text index stands beside it.
-- only sqlite
CREATE TABLE search_entry (
  number INTEGER PRIMARY KEY,            -- row of the full text index
  kind TEXT NOT NULL,                    -- experience, method, kit-page, territory…
  id TEXT NOT NULL,
  programme TEXT NOT NULL,               -- programme id, '' outside any
  audience TEXT NOT NULL,                -- who may find it
  address TEXT NOT NULL,                 -- path of the page
  title TEXT NOT NULL,
  context TEXT NOT NULL,                 -- one line under the title
  text TEXT NOT NULL,                    -- plain words
  UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE search_text USING fts5 (title, text, content='search_entry', content_rowid='number', tokenize='essaim_french', prefix='2 3');
-- end
-- only postgresql
CREATE TABLE search_entry (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  programme TEXT NOT NULL,
  audience TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  context TEXT NOT NULL,
  text TEXT NOT NULL,
  words TSVECTOR NOT NULL,               -- of the folded title (weight A) and text
  UNIQUE (kind, id)
);
CREATE INDEX search_entry_words ON search_entry USING gin (words);
-- end
