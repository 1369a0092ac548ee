-- One reading of a method by peers, from the day it is asked to the decision of the team.
CREATE TABLE atelier_review (
  id TEXT PRIMARY KEY,                     -- UUID
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  number BIGINT NOT NULL,                  -- 1, 2, 3… in the method
  revision BIGINT NOT NULL,                -- version of the method when the reading began
  asked_at BIGINT NOT NULL,                -- ms
  decision TEXT NOT NULL,                  -- publish, rework, refuse; '' while it is open
  decided_by TEXT,                         -- person; none while open, or when it came in a file
  decided_at BIGINT NOT NULL,              -- ms; 0 while open
  words TEXT NOT NULL,                     -- Markdown: why, to the author; may be ''
  from_file SMALLINT NOT NULL,             -- 1: it came in a file with the method
  UNIQUE (method_id, number)
);

-- Who reads a method, from where, with what tie, and what they think of it.
CREATE TABLE atelier_reviewer (
  id TEXT PRIMARY KEY,                     -- UUID
  review_id TEXT NOT NULL REFERENCES atelier_review (id) ON DELETE CASCADE,  -- reading
  place BIGINT NOT NULL,                   -- order, from 1
  person_id TEXT,                          -- reviewer; none when it came in a file
  who TEXT NOT NULL,                       -- name shown when it came in a file; '' otherwise
  territory_id TEXT,                       -- theirs in the programme; may be none
  territory_name TEXT NOT NULL,            -- its name when they were asked
  typology TEXT NOT NULL,                  -- its type, copied
  state TEXT NOT NULL,                     -- asked, accepted, declined, done
  tie TEXT NOT NULL,                       -- none, own_territory, author, paid_partner, other; '' until said
  tie_words TEXT NOT NULL,                 -- the tie, or why they decline, in their words
  asked_at BIGINT NOT NULL,                -- ms
  due_at BIGINT NOT NULL,                  -- ms
  reminded_at BIGINT NOT NULL,             -- ms; 0 when never
  done_at BIGINT NOT NULL,                 -- ms; 0 until the review is given
  words TEXT NOT NULL,                     -- Markdown: what they think as a whole
  UNIQUE (review_id, person_id)
);
CREATE INDEX atelier_reviewer_person ON atelier_reviewer (person_id, state);
CREATE INDEX atelier_reviewer_due ON atelier_reviewer (state, due_at);

-- One criterion, one reviewer.
CREATE TABLE atelier_score (
  reviewer_id TEXT NOT NULL REFERENCES atelier_reviewer (id) ON DELETE CASCADE,  -- reviewer
  criterion TEXT NOT NULL,                 -- word of criteria()
  mark BIGINT NOT NULL,                    -- 1 not yet, 2 in part, 3 yes, 4 exemplary; 0 cannot say
  reason TEXT NOT NULL,                    -- why; may be '' for 0
  PRIMARY KEY (reviewer_id, criterion)
);

-- What a reviewer says of one part of a method, what the team answers, what the author did of it.
CREATE TABLE atelier_remark (
  id TEXT PRIMARY KEY,                     -- UUID
  review_id TEXT NOT NULL REFERENCES atelier_review (id) ON DELETE CASCADE,  -- reading
  reviewer_id TEXT NOT NULL REFERENCES atelier_reviewer (id) ON DELETE CASCADE,  -- who said it
  block TEXT NOT NULL,                     -- part of the sheet: body, steps.2, watch_points…
  text TEXT NOT NULL,                      -- Markdown
  at BIGINT NOT NULL,                      -- ms
  outcome TEXT NOT NULL,                   -- to_do, later, not_kept; '' until answered
  answer TEXT NOT NULL,                    -- Markdown: the team's answer
  settled_at BIGINT NOT NULL,              -- ms, when the author said it is done; 0 before
  settled_words TEXT NOT NULL              -- what the author did; may be ''
);
CREATE INDEX atelier_remark_review ON atelier_remark (review_id);
CREATE INDEX atelier_remark_reviewer ON atelier_remark (reviewer_id);
