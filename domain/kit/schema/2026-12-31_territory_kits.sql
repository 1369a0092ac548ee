-- A programme has one kit of its own, and one for each territory that adapts it.
-- only postgresql
ALTER TABLE kit_kit DROP CONSTRAINT kit_kit_programme_id_key;
ALTER TABLE kit_kit ADD COLUMN territory_id TEXT;
-- end
-- only sqlite
-- A constraint leaves with its table only: the rows are put aside meanwhile, and what names them is looked at when all is done.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE kit_kit_aside AS SELECT id, programme_id, slug, state, outline, changed_at FROM kit_kit;
DROP TABLE kit_kit;
CREATE TABLE kit_kit (
  id TEXT PRIMARY KEY,                     -- UUID, from the programme's name, and the territory's when there is one
  programme_id TEXT NOT NULL,              -- whose kit it is, or from whose it was adapted
  slug TEXT NOT NULL,                      -- name of its folder and files
  state TEXT NOT NULL,                     -- working, proofreading
  outline TEXT NOT NULL,                   -- JSON: title, texts, licence, publisher, chapters and what each holds
  changed_at BIGINT NOT NULL,              -- ms
  territory_id TEXT                        -- territories_territory.id of who adapts it; none for the programme's own
);
INSERT INTO kit_kit (id, programme_id, slug, state, outline, changed_at) SELECT id, programme_id, slug, state, outline, changed_at FROM kit_kit_aside;
DROP TABLE kit_kit_aside;
-- end
CREATE UNIQUE INDEX kit_kit_programme ON kit_kit (programme_id) WHERE territory_id IS NULL;
CREATE UNIQUE INDEX kit_kit_territory ON kit_kit (programme_id, territory_id) WHERE territory_id IS NOT NULL;

-- What the kit of a territory stands on: an edition of its programme's kit, whose blocks it changes.
CREATE TABLE kit_standing (
  kit_id TEXT PRIMARY KEY REFERENCES kit_kit (id),
  edition_id TEXT NOT NULL REFERENCES kit_edition (id)
);
CREATE INDEX kit_standing_edition ON kit_standing (edition_id);

-- What a territory does to a block of the edition it stands on, each on its own: words of its own, words after it, left out.
CREATE TABLE kit_change (
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  part TEXT NOT NULL,                      -- address of the part in that edition
  block TEXT NOT NULL,                     -- id of the block in the part; "" for the whole part, or its beginning
  aspect TEXT NOT NULL,                    -- text, after, out
  active SMALLINT NOT NULL,                -- 0: given back; the words are kept, to be taken again
  title TEXT NOT NULL,                     -- of the block, when it is changed; may be empty
  markdown TEXT NOT NULL,                  -- its own words; "" for what is left out
  revision BIGINT NOT NULL,                -- from 1: who writes over a newer text is told
  changed_by TEXT,                         -- person
  changed_at BIGINT NOT NULL,              -- ms
  PRIMARY KEY (kit_id, part, block, aspect)
);
CREATE INDEX kit_change_person ON kit_change (changed_by);

-- What a territory decides of a newer edition of the source, block by block, before it moves to it.
CREATE TABLE kit_decision (
  kit_id TEXT NOT NULL REFERENCES kit_kit (id),
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),  -- the newer one
  part TEXT NOT NULL,                      -- as the matter is listed: of the newer edition, or of the former when it is gone
  block TEXT NOT NULL,                     -- same
  choice TEXT NOT NULL,                    -- theirs, ours, third, out
  title TEXT NOT NULL,                     -- of a third text
  markdown TEXT NOT NULL,                  -- a third text; "" otherwise
  revision BIGINT NOT NULL,                -- from 1
  decided_by TEXT,                         -- person
  decided_at BIGINT NOT NULL,              -- ms
  PRIMARY KEY (kit_id, edition_id, part, block)
);
CREATE INDEX kit_decision_person ON kit_decision (decided_by);
