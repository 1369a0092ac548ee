-- Letters kept with what they tell; sent afterwards.
CREATE TABLE mail_letter (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID version 7; its Message-ID too, so that a letter is recognised wherever it is
  address TEXT NOT NULL,                 -- to whom
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,                    -- may be ''
  posted BIGINT NOT NULL,                -- milliseconds
  state TEXT NOT NULL,                   -- waiting, sending, sent, failed
  tried BIGINT NOT NULL,                 -- milliseconds: when sending was last begun, 0 before
  trouble TEXT NOT NULL                  -- why the last try failed, for the operator; '' when it did not
);
CREATE INDEX mail_letter_state ON mail_letter (state, tried, id);
