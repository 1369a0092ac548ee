-- Someone asked that their account be erased: a delay in which it can be taken back, then it is done.
CREATE TABLE privacy_erasure (
  person_id TEXT NOT NULL PRIMARY KEY,   -- accounts_person.id
  asked BIGINT NOT NULL,                 -- milliseconds
  due BIGINT NOT NULL                    -- milliseconds: not before
);
CREATE INDEX privacy_erasure_due ON privacy_erasure (due);
