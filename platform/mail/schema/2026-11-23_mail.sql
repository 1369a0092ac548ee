-- Letters kept with what they tell; sent afterwards.
CREATE TABLE mail_letter (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID version 7
  address TEXT NOT NULL,                 -- to whom
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,                    -- may be ''
  posted BIGINT NOT NULL,                -- milliseconds
  state TEXT NOT NULL                    -- waiting, sent, failed
);
