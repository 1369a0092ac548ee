-- Why a job failed the last time, for the administrators: the program's words, never what was typed.
ALTER TABLE jobs_job ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
