-- What is said about a passage of a live document.
CREATE TABLE writing_thread (
  id TEXT PRIMARY KEY,                     -- UUID
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  name TEXT NOT NULL,                      -- text it is about: body, step/4f/tip
  seq BIGINT NOT NULL,                     -- change of the document after which the passage stands where it is said to
  from_unit BIGINT NOT NULL,               -- UTF-16 units before the passage
  to_unit BIGINT NOT NULL,                 -- and before its end
  quote TEXT NOT NULL,                     -- the passage when it was opened; may be ''
  opened_at BIGINT NOT NULL,               -- ms
  settled_at BIGINT,                       -- ms; none while it is open
  settled_by TEXT,                         -- person
  task_person_id TEXT,                     -- who is asked to do it; none when it is no task
  task_done_at BIGINT                      -- ms
);
CREATE INDEX writing_thread_document ON writing_thread (document_id, settled_at, opened_at);

-- The words of a thread, one remark after the other.
CREATE TABLE writing_remark (
  id TEXT PRIMARY KEY,                     -- UUID
  thread_id TEXT NOT NULL REFERENCES writing_thread (id) ON DELETE CASCADE,  -- thread
  person_id TEXT,                          -- who
  at BIGINT NOT NULL,                      -- ms
  words TEXT NOT NULL                      -- plain text
);
CREATE INDEX writing_remark_thread ON writing_remark (thread_id, at);

-- A change someone proposes, until it is accepted or refused.
CREATE TABLE writing_suggestion (
  id TEXT PRIMARY KEY,                     -- UUID
  document_id TEXT NOT NULL REFERENCES writing_document (id) ON DELETE CASCADE,  -- document
  name TEXT NOT NULL,                      -- text it would change
  seq BIGINT NOT NULL,                     -- as in writing_thread
  from_unit BIGINT NOT NULL,               -- UTF-16 units
  to_unit BIGINT NOT NULL,                 -- UTF-16 units
  removed TEXT NOT NULL,                   -- words it would take away; may be ''
  inserted TEXT NOT NULL,                  -- words it would put there; may be ''
  person_id TEXT,                          -- who proposes
  at BIGINT NOT NULL,                      -- ms
  decision TEXT NOT NULL,                  -- '' while it is open, accepted, refused
  decided_by TEXT,                         -- person
  decided_at BIGINT                        -- ms
);
CREATE INDEX writing_suggestion_document ON writing_suggestion (document_id, decision, at);

-- Who is to be told by letter that they are named, or asked to do something.
CREATE TABLE writing_call (
  person_id TEXT NOT NULL,                 -- who is told
  remark_id TEXT NOT NULL REFERENCES writing_remark (id) ON DELETE CASCADE,  -- where they are named
  at BIGINT NOT NULL,                      -- ms
  told_at BIGINT,                          -- ms, in the outbox; none while the letter is to be written
  PRIMARY KEY (person_id, remark_id)
);
CREATE INDEX writing_call_untold ON writing_call (told_at, at);
