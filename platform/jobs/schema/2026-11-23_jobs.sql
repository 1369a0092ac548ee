-- Work promised in a transaction and done after it.
CREATE TABLE jobs_job (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID version 7: the order of arrival
  kind TEXT NOT NULL,                    -- "experiences.published"
  payload TEXT NOT NULL,
  due BIGINT NOT NULL,                   -- milliseconds: not before
  attempts BIGINT NOT NULL,              -- how often it was begun
  state TEXT NOT NULL                    -- waiting, failed (no attempt left)
);
CREATE INDEX jobs_job_due ON jobs_job (state, due, id);
