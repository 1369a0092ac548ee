-- The words of each passage a method cites, as they were when it was cited: when they change or are withdrawn, those who write the
-- method are told.
CREATE TABLE atelier_cited_words (
  method_id TEXT NOT NULL REFERENCES atelier_method (id) ON DELETE CASCADE,  -- method
  programme_id TEXT NOT NULL,              -- of the method and of the experience
  experience_id TEXT,                      -- experience cited; none while nobody of the programme could read it
  experience_slug TEXT NOT NULL,           -- as the citation names it
  passage TEXT NOT NULL,                   -- f1, l2…; '' for the whole sheet
  words TEXT NOT NULL,                     -- Markdown of the passage when it was cited; '' for a whole sheet, or once forgotten
  title TEXT NOT NULL,                     -- of the sheet then
  cited_at BIGINT NOT NULL,                -- ms
  state TEXT NOT NULL,                     -- unseen, same, changed, kept, withdrawn
  noticed_at BIGINT NOT NULL,              -- ms, when the present state was noticed
  settled_print TEXT NOT NULL,             -- fingerprint of the newer words its authors said still fit; '' when none
  PRIMARY KEY (method_id, experience_slug, passage)
);
CREATE INDEX atelier_cited_words_experience ON atelier_cited_words (experience_id);
CREATE INDEX atelier_cited_words_state ON atelier_cited_words (programme_id, state);
