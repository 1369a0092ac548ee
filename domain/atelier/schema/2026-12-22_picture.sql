-- Pictures put in the texts of methods; their bytes are on disk under their fingerprint.
CREATE TABLE atelier_picture (
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  print TEXT NOT NULL,                     -- fingerprint of the bytes: its address
  kind TEXT NOT NULL,                      -- jpeg, png…
  words TEXT NOT NULL,                     -- what it shows
  person_id TEXT,                          -- who sent it
  at BIGINT NOT NULL,                      -- ms
  PRIMARY KEY (method_id, print)
);
