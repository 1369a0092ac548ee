-- Work that comes back: every hour, every day. One program does it however many run.
CREATE TABLE jobs_round (
  name TEXT NOT NULL PRIMARY KEY,
  due BIGINT NOT NULL                    -- milliseconds: when it is to be done next
);
