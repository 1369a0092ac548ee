-- Addresses a method had before it moved: they still lead to it.
CREATE TABLE atelier_former_address (
  programme_id TEXT NOT NULL,              -- programme it is written in
  slug TEXT NOT NULL,                      -- the address it no longer has
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method it leads to
  at BIGINT NOT NULL,                      -- ms, when it moved
  PRIMARY KEY (programme_id, slug)
);
CREATE INDEX atelier_former_address_method ON atelier_former_address (method_id);

-- Methods that moved, took in another one or were cut in two; each may be undone.
CREATE TABLE atelier_rearrangement (
  id TEXT PRIMARY KEY,                     -- UUID
  kind TEXT NOT NULL,                      -- moved, joined, split
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method it was done to
  other_id TEXT,                           -- joined: the method that went into it; split: the one that came out of it
  former_slug TEXT NOT NULL,               -- moved: its address before; '' otherwise
  trials TEXT NOT NULL,                    -- identifiers of the trials that went from one to the other, one a line
  before_revision BIGINT NOT NULL,         -- version of the method before
  after_revision BIGINT NOT NULL,          -- and after
  person_id TEXT,                          -- who
  at BIGINT NOT NULL,                      -- ms
  undone_at BIGINT                         -- ms; none while it stands
);
CREATE INDEX atelier_rearrangement_method ON atelier_rearrangement (method_id, at);
CREATE INDEX atelier_rearrangement_other ON atelier_rearrangement (other_id);

-- The method another one was joined to: nobody reads it any more, its address leads there; '' for none.
ALTER TABLE atelier_method ADD COLUMN joined_to TEXT NOT NULL DEFAULT '';
