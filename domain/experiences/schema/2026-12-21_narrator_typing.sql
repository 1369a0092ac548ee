-- What a narrator types on the page of the letter is kept as they type, until they send it: they have no account to keep it in.
-- typed: JSON, field of the form → what it says; '' for nothing.
ALTER TABLE experiences_agreement_link ADD COLUMN typed TEXT NOT NULL DEFAULT '';
-- typed_at: ms; 0 for nothing.
ALTER TABLE experiences_agreement_link ADD COLUMN typed_at BIGINT NOT NULL DEFAULT 0;
