-- A sheet that told the same experience as another was joined to it: its address leads there, its passages are called otherwise.
CREATE TABLE experiences_merged (
  gone_id TEXT PRIMARY KEY REFERENCES experiences_experience (id) ON DELETE CASCADE,  -- the sheet that was joined, archived since
  programme_id TEXT NOT NULL,              -- programme of both
  gone_slug TEXT NOT NULL,                 -- its address
  kept_id TEXT NOT NULL REFERENCES experiences_experience (id) ON DELETE CASCADE,     -- the sheet it became part of
  moved TEXT NOT NULL,                     -- JSON: code of a passage in the former sheet → in the one kept
  revision_before BIGINT NOT NULL,         -- version of the kept sheet before: where undoing comes back to
  revision_after BIGINT NOT NULL,          -- version that joined them: undoing is offered while it is the last one
  status_before TEXT NOT NULL,             -- of the sheet that was joined
  by_id TEXT NOT NULL,                     -- who joined them
  at BIGINT NOT NULL                       -- ms
);
CREATE INDEX experiences_merged_slug ON experiences_merged (programme_id, gone_slug);
CREATE INDEX experiences_merged_kept ON experiences_merged (kept_id);
