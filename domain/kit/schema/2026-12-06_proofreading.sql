-- The revision of a page somebody proofread last; 0 when nobody did. A newer text is to be read again.
ALTER TABLE kit_page ADD COLUMN proofread_revision BIGINT NOT NULL DEFAULT 0;
