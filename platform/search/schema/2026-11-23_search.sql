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
  facets TEXT NOT NULL,                  -- audience, kind and programme as three numbers, so that the index itself filters
  UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE search_text USING fts5 (title, text, facets, content='search_entry', content_rowid='number', tokenize='essaim_french', prefix='2 3');
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
  words TSVECTOR NOT NULL,               -- facets, title (weight A) and text (weight C), words cut and stemmed by us
  title_words TSVECTOR NOT NULL,         -- facets and title alone
  UNIQUE (kind, id)
);
CREATE INDEX search_entry_words ON search_entry USING gin (words);
CREATE INDEX search_entry_title_words ON search_entry USING gin (title_words);
-- end
-- The words ever indexed, to put right a mistyped one.
CREATE TABLE search_word (
  word TEXT NOT NULL PRIMARY KEY,        -- without accents
  shown TEXT NOT NULL,                   -- as it was written
  size SMALLINT NOT NULL                 -- bytes of word
);
CREATE INDEX search_word_size ON search_word (size, word, shown);
