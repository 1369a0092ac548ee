-- With whom and how many took part in a trial, and its pictures: one a line, fingerprint, kind, shape, then the picture in words.
ALTER TABLE atelier_trial ADD COLUMN with_whom TEXT NOT NULL DEFAULT '';
ALTER TABLE atelier_trial ADD COLUMN people BIGINT NOT NULL DEFAULT 0;
ALTER TABLE atelier_trial ADD COLUMN photos TEXT NOT NULL DEFAULT '';
