-- where an answer by e-mail goes; '' : nobody reads answers
ALTER TABLE mail_letter ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
