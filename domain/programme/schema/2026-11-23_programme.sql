-- A programme (parcours d'expériences) and its calendar, as its leads state them.
CREATE TABLE programme_programme (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID
  slug TEXT NOT NULL UNIQUE,             -- its address: /p/<slug>
  name TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  description TEXT NOT NULL,             -- Markdown
  charter TEXT NOT NULL,                 -- rules of contribution, Markdown
  fictional SMALLINT NOT NULL,           -- 1: « Exemple fictif » on every page and export
  starts TEXT NOT NULL,                  -- day, may be empty
  ends TEXT NOT NULL,                    -- day, may be empty
  language TEXT NOT NULL,                -- "fr"
  licence TEXT NOT NULL,                 -- of what is shared: "CC-BY-SA-4.0"
  pioneers_announced BIGINT NOT NULL,    -- how many were announced; 0 when not said
  position BIGINT NOT NULL               -- order on the home page
);

-- Everything dated or sourced that a programme states, one line each, in the order it is shown.
CREATE TABLE programme_statement (
  programme_id TEXT NOT NULL,            -- programme_programme.id
  kind TEXT NOT NULL,                    -- phase, event, sponsor, fact, source
  position BIGINT NOT NULL,              -- from 1 in its kind
  key TEXT NOT NULL,                     -- stable name in its kind, may be empty
  title TEXT NOT NULL,                   -- name of the phase, title of the event, sponsor, source
  sort TEXT NOT NULL,                    -- kind of event, role of a sponsor
  starts TEXT NOT NULL,                  -- day or day and hour; free text for a fact
  ends TEXT NOT NULL,
  place TEXT NOT NULL,                   -- of an event; address of a source
  text TEXT NOT NULL,
  source TEXT NOT NULL,                  -- key of a source
  disputed TEXT NOT NULL,                -- what another source says
  PRIMARY KEY (programme_id, kind, position)
);

CREATE TABLE programme_participant (
  programme_id TEXT NOT NULL,
  territory_id TEXT NOT NULL,            -- territories_territory.id
  position BIGINT NOT NULL,              -- in the order of territories.csv
  role TEXT NOT NULL,                    -- pioneer, learner, host
  kind TEXT NOT NULL,                    -- word of contrast, may be empty
  name TEXT NOT NULL,                    -- of a free perimeter
  perimeter TEXT NOT NULL,               -- members of a free perimeter, type:code separated by |
  note TEXT NOT NULL,
  PRIMARY KEY (programme_id, territory_id)
);
