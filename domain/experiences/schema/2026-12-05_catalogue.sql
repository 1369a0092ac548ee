-- What lists are narrowed by, copied from the territory so that counting joins nothing.
-- territory_type: commune, epci…; '' without territory.
ALTER TABLE experiences_experience ADD COLUMN territory_type TEXT NOT NULL DEFAULT '';
-- population_band: 1 to 8 of the territory, 0 when unknown.
ALTER TABLE experiences_experience ADD COLUMN population_band SMALLINT NOT NULL DEFAULT 0;
-- period_start, period_end: as in content, 2024, 2024-03 or 2024-03-18.
ALTER TABLE experiences_experience ADD COLUMN period_start TEXT NOT NULL DEFAULT '';
ALTER TABLE experiences_experience ADD COLUMN period_end TEXT NOT NULL DEFAULT '';
-- copied: 1 once these columns are filled.
ALTER TABLE experiences_experience ADD COLUMN copied SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX experiences_experience_to_copy ON experiences_experience (copied) WHERE copied = 0;
-- What the shelf reads stands in one index: a first look at a hundred thousand sheets must not walk through their texts.
DROP INDEX experiences_experience_change;
CREATE INDEX experiences_experience_change ON experiences_experience
  (programme_id, change_number, id, title, territory_id, author_id, typology, region, status, size, step, circle, counted, theme_bits,
   obstacle_bits, overcome_bits, lever_bits, changed_at, published_at, territory_type, population_band, period_start, period_end);
