-- What the shelf reads stands in one index: a first look at a hundred thousand sheets must not walk through their texts.
DROP INDEX experiences_experience_change;
CREATE INDEX experiences_experience_change ON experiences_experience
  (programme_id, change_number, id, title, territory_id, author_id, typology, region, status, size, step, circle, counted, theme_bits,
   obstacle_bits, overcome_bits, lever_bits, changed_at, published_at);
