-- The last changes of the outline of a kit, to be undone and done again.
CREATE TABLE kit_past (
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  place BIGINT NOT NULL,                   -- order, from 1
  before_outline TEXT NOT NULL,            -- JSON, as it was
  before_print TEXT NOT NULL,              -- fingerprint of it: what was changed otherwise since is not undone
  after_outline TEXT NOT NULL,             -- JSON, as it became
  after_print TEXT NOT NULL,               -- fingerprint of it
  said TEXT NOT NULL,                      -- JSON: the sentence that says it, msgid and arguments
  undone INTEGER NOT NULL,                 -- 1: taken back, and may be done again
  changed_by TEXT,                         -- person; none when erased
  changed_at BIGINT NOT NULL,              -- ms
  PRIMARY KEY (kit_id, place)
);
CREATE INDEX kit_past_person ON kit_past (changed_by);

-- Pictures put in the kit's own texts from the bench: shown there before the text that names them is kept.
CREATE TABLE kit_picture (
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  print TEXT NOT NULL,                     -- fingerprint of its bytes, kept beside the kits
  kind TEXT NOT NULL,                      -- jpg, png: how its name ends
  added_by TEXT,                           -- person; none when erased
  added_at BIGINT NOT NULL,                -- ms
  PRIMARY KEY (kit_id, print)
);
CREATE INDEX kit_picture_person ON kit_picture (added_by);
