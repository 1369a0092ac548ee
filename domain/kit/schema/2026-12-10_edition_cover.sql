-- What stands on the cover of an edition, as in its document: a list or a hub need not read all of it.
ALTER TABLE kit_edition ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE kit_edition ADD COLUMN subtitle TEXT NOT NULL DEFAULT '';
ALTER TABLE kit_edition ADD COLUMN description TEXT NOT NULL DEFAULT '';
-- only sqlite
UPDATE kit_edition SET title = json_extract(document, '$.title'), subtitle = json_extract(document, '$.subtitle'),
  description = json_extract(document, '$.description');
-- end
-- only postgresql
UPDATE kit_edition SET title = document::json ->> 'title', subtitle = document::json ->> 'subtitle', description = document::json ->> 'description';
-- end
