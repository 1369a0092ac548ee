-- What the person who told a story agreed to: JSON of the narrator's name, the parts agreed with a fingerprint of their words, the
-- parts refused with the reason. '' when no agreement is asked.
ALTER TABLE experiences_experience ADD COLUMN agreement TEXT NOT NULL DEFAULT '';

-- Who wrote a version without having an account: a narrator who corrects from a letter. '' when author_id says it, or an import.
ALTER TABLE experiences_revision ADD COLUMN by_name TEXT NOT NULL DEFAULT '';
ALTER TABLE experiences_transition ADD COLUMN by_name TEXT NOT NULL DEFAULT '';

-- An interview: whom it is with, and what its writer prepared and noted under each of the twelve questions.
CREATE TABLE experiences_interview (
  experience_id TEXT PRIMARY KEY REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- the sheet it gives
  narrator TEXT NOT NULL,                  -- name of the person who tells
  email TEXT NOT NULL,                     -- where the sheet is sent for agreement; '' until known
  interviewer_id TEXT NOT NULL,            -- person who prepares and writes
  grid TEXT NOT NULL,                      -- JSON: an array of twelve texts, in the order of the questions
  at BIGINT NOT NULL                       -- ms, last change
);

-- A sheet sent to its narrator. The link works without a password, for this only, until it expires, is answered in full or is replaced.
CREATE TABLE experiences_agreement_link (
  secret_hash TEXT PRIMARY KEY,            -- fingerprint of the secret of the link
  experience_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- sheet
  narrator TEXT NOT NULL,                  -- as named in the letter
  email TEXT NOT NULL,                     -- where the letter went
  sender_id TEXT NOT NULL,                 -- who sent it, told of the answer
  sent_at BIGINT NOT NULL,                 -- ms
  expires_at BIGINT NOT NULL,              -- ms
  closed SMALLINT NOT NULL                 -- 1 once answered in full or replaced
);
CREATE INDEX experiences_agreement_link_sheet ON experiences_agreement_link (experience_id, sent_at);
