-- The index keeps stems only, without the words that say little: smaller, and ten times sooner written. What is typed is
-- completed and put right by the words ever indexed. Every entry is cut again at the next start (search_rule).
-- only sqlite
DROP TABLE search_text;
ALTER TABLE search_entry ADD COLUMN also TEXT NOT NULL DEFAULT '';
CREATE VIRTUAL TABLE search_text USING fts5 (title, text, also, facets, content='search_entry', content_rowid='number', tokenize='essaim_french', columnsize=0);
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 8388608);
-- end
-- only postgresql
-- also: words it is found by, never shown.
ALTER TABLE search_entry ADD COLUMN also TEXT NOT NULL DEFAULT '';
-- end
-- The numbers of a programme's entries are read whole by lists that filter.
CREATE INDEX search_entry_programme ON search_entry (programme, kind, id, number);
DROP TABLE search_word;
-- only sqlite
CREATE TABLE search_word (
  word TEXT NOT NULL PRIMARY KEY,        -- without accents
  shown TEXT NOT NULL,                   -- as it was written
  forms TEXT NOT NULL,                   -- what the index knows it by, one or two stems, separated by a space
  size SMALLINT NOT NULL                 -- bytes of word
) WITHOUT ROWID;
-- end
-- only postgresql
CREATE TABLE search_word (
  word TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  shown TEXT NOT NULL,
  forms TEXT NOT NULL,
  size SMALLINT NOT NULL
);
-- end
CREATE INDEX search_word_size ON search_word (size, word, shown, forms);
-- Expressions of the same sense: who types one finds the other.
CREATE TABLE search_synonym (
  expression TEXT NOT NULL,              -- stems of its words, separated by spaces
  other TEXT NOT NULL,                   -- same
  PRIMARY KEY (expression, other)
);
-- By which rules the index was made.
CREATE TABLE search_rule (
  name TEXT NOT NULL PRIMARY KEY,        -- cutting, synonyms
  value TEXT NOT NULL
);
