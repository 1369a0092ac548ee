-- What a frozen state of play keeps beside its numbers: the words they were counted under, and what was written beside the figures.
-- JSON; '' for those frozen before words could change
ALTER TABLE synthesis_snapshot ADD COLUMN vocabulary TEXT NOT NULL DEFAULT '';
-- JSON; '' for none
ALTER TABLE synthesis_snapshot ADD COLUMN sentences TEXT NOT NULL DEFAULT '';

-- Which figure the big screen of a programme shows: turned from the screen itself or from a phone.
CREATE TABLE synthesis_room (
  programme_id TEXT PRIMARY KEY,           -- programme
  slide BIGINT NOT NULL,                   -- from 1
  turn BIGINT NOT NULL                     -- raised at each turn, so that a screen sees that it must follow
);

-- A sentence written beside a figure by those who lead, and what it rests on.
CREATE TABLE synthesis_sentence (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- programme
  figure TEXT NOT NULL,                    -- obstacles, levers, matrix…
  position BIGINT NOT NULL,                -- order beside the figure
  text TEXT NOT NULL,                      -- plain text
  minority SMALLINT NOT NULL,              -- 1: a position few hold, kept and marked as such
  person_id TEXT,                          -- who wrote it last; none once erased
  at BIGINT NOT NULL                       -- ms, last change
);
CREATE INDEX synthesis_sentence_programme ON synthesis_sentence (programme_id, figure, position);

CREATE TABLE synthesis_sentence_source (
  sentence_id TEXT NOT NULL REFERENCES synthesis_sentence (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,                   -- 1, 2, 3…
  slug TEXT NOT NULL,                      -- sheet of the programme
  passage TEXT NOT NULL,                   -- f1, l2… ; '' for the sheet
  PRIMARY KEY (sentence_id, place)
);
