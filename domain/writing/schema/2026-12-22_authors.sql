-- Who wrote which words of a live document after one of its changes, so that the page of its authors never reads its whole history.
CREATE TABLE writing_authors (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  name TEXT NOT NULL,                      -- text
  seq BIGINT NOT NULL,                     -- number of that change; the same for all the texts of a document
  runs TEXT NOT NULL,                      -- who, then how many UTF-16 units of each (domain/writing/history.h, Authorship)
  PRIMARY KEY (document_id, name)
);
