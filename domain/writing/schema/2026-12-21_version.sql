-- A moment of a live document that someone gave a name, to find it again.
CREATE TABLE writing_version (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  seq BIGINT NOT NULL,                     -- change after which it stands
  name TEXT NOT NULL,                      -- as people call it: "Sent to the mayors"
  person_id TEXT,                          -- who named it
  at BIGINT NOT NULL,                      -- ms
  PRIMARY KEY (document_id, seq)
);

-- A document nobody writes in for now, and who decided it: the last row says how it stands.
CREATE TABLE writing_freeze (
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  at BIGINT NOT NULL,                      -- ms
  frozen SMALLINT NOT NULL,                -- 1: from then on nobody writes; 0: open again
  person_id TEXT,                          -- who
  PRIMARY KEY (document_id, at)
);
