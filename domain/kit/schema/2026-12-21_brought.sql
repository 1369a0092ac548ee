-- Files from other tools a lead brought to a kit, to be looked at before anything changes. The bytes stand beside the kits, under `content`.
CREATE TABLE kit_brought (
  id TEXT PRIMARY KEY,                     -- UUID
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),  -- where its chapters go
  person_id TEXT NOT NULL,                 -- who brought it
  file_name TEXT NOT NULL,                 -- as the browser said it, cleaned
  content TEXT NOT NULL,                   -- fingerprint of the bytes
  state TEXT NOT NULL,                     -- waiting, joined (its chapters are in the kit), undone
  brought_at BIGINT NOT NULL,              -- ms
  changed_at BIGINT NOT NULL               -- ms
);
CREATE INDEX kit_brought_kit ON kit_brought (kit_id, brought_at);
CREATE INDEX kit_brought_person ON kit_brought (person_id);

-- The chapters a file made: enough to take them out again.
CREATE TABLE kit_brought_chapter (
  brought_id TEXT NOT NULL REFERENCES kit_brought (id) ON DELETE CASCADE,   -- file
  place BIGINT NOT NULL,                   -- order, from 0
  chapter TEXT NOT NULL,                   -- its address in the kit
  page TEXT NOT NULL,                      -- slug of its text
  title TEXT NOT NULL,                     -- as it was made: another one says that someone came since
  PRIMARY KEY (brought_id, place)
);
