-- Which letters a person wants. No line: the usual ones, weekly digest, quiet evenings and week-ends.
CREATE TABLE accounts_letter_setting (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts_person (id),
  digest TEXT NOT NULL,                  -- weekly, never
  quiet SMALLINT NOT NULL,               -- 1: nothing between 20 h and 8 h nor on Saturday and Sunday but what one asks for
  digested BIGINT NOT NULL               -- milliseconds: until when the last digest told the news, 0 before
);
