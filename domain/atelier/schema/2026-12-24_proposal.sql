-- What an adapted copy proposes to the sheet it came from.
CREATE TABLE atelier_proposal (
  id TEXT PRIMARY KEY,                     -- UUID
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- sheet it is proposed to
  copy_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,    -- adapted copy it comes from
  person_id TEXT,                          -- who proposes
  at BIGINT NOT NULL,                      -- ms
  words TEXT NOT NULL,                     -- why, to the authors
  content TEXT NOT NULL,                   -- JSON of the copy when it was proposed
  base_revision BIGINT NOT NULL,           -- version of the sheet the copy agreed with
  state TEXT NOT NULL,                     -- open, answered, withdrawn
  answer TEXT NOT NULL,                    -- the authors' words; may be ''
  taken TEXT NOT NULL,                     -- fields they took, separated by spaces
  answered_at BIGINT NOT NULL              -- ms; 0 while open
);
CREATE INDEX atelier_proposal_method ON atelier_proposal (method_id, state);
CREATE INDEX atelier_proposal_copy ON atelier_proposal (copy_id);

-- The sheet a copy adapts, by its name in the programme; '' for none.
ALTER TABLE atelier_method ADD COLUMN adapted_from TEXT NOT NULL DEFAULT '';
CREATE INDEX atelier_method_adapted ON atelier_method (programme_id, adapted_from);
