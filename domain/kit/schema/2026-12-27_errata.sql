-- Errors of public editions, told in words: the edition itself never changes.
CREATE TABLE kit_erratum (
  id TEXT PRIMARY KEY,                     -- UUID
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),
  part TEXT NOT NULL,                      -- address of the part in the edition; "" for the whole of it
  place TEXT NOT NULL,                     -- where in the part, in words; may be empty
  wrong TEXT NOT NULL,                     -- what is printed
  instead TEXT NOT NULL,                   -- what to read instead
  noted_at BIGINT NOT NULL,                -- ms
  noted_by TEXT,                           -- person; none when a program noted it
  withdrawn INTEGER NOT NULL,              -- 1: taken out, no reader sees it
  corrected_in TEXT NOT NULL               -- number of the edition whose text says it right; "" until then
);
CREATE INDEX kit_erratum_edition ON kit_erratum (edition_id, noted_at);
CREATE INDEX kit_erratum_person ON kit_erratum (noted_by);
