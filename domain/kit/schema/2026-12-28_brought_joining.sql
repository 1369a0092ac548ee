-- A file with many pictures is added by a job: what was asked, and how far its pictures are. Its state is then "joining".
-- Numbers of the pages to add, parted by spaces.
ALTER TABLE kit_brought ADD COLUMN wished_pages TEXT NOT NULL DEFAULT '';
-- The chapter they follow; "" for the end.
ALTER TABLE kit_brought ADD COLUMN wished_after TEXT NOT NULL DEFAULT '';
-- Pictures to make ready.
ALTER TABLE kit_brought ADD COLUMN pictures BIGINT NOT NULL DEFAULT 0;
-- Made ready so far.
ALTER TABLE kit_brought ADD COLUMN pictures_ready BIGINT NOT NULL DEFAULT 0;
