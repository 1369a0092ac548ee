-- Whether a method was published although no reading by peers had let it out: then the reason says why, on the sheet.
ALTER TABLE atelier_transition ADD COLUMN unread SMALLINT NOT NULL DEFAULT 0;
