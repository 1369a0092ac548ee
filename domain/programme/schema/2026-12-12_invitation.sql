-- Who was invited to a programme, and what became of it. Opening a letter is not watched: joining is.
CREATE TABLE programme_invitation (
  programme_id TEXT NOT NULL,            -- programme_programme.id
  person_id TEXT NOT NULL,               -- accounts_person.id
  invited BIGINT NOT NULL,               -- milliseconds
  invited_by TEXT NOT NULL,              -- accounts_person.id
  message TEXT NOT NULL,                 -- what the lead added to the letter, may be empty
  letter_id TEXT NOT NULL,               -- mail_letter.id of the latest letter
  reminded BIGINT NOT NULL,              -- milliseconds of the one reminder, 0 before
  joined BIGINT NOT NULL,                -- milliseconds, 0 before
  declined BIGINT NOT NULL,              -- milliseconds, 0 when they did not
  PRIMARY KEY (programme_id, person_id)
);
CREATE INDEX programme_invitation_waiting ON programme_invitation (reminded, joined, invited);
