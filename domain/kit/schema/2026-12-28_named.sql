-- What a member said of being named in the kit of a programme: its directory and its credits. Nobody is named who has no row here.
CREATE TABLE kit_named (
  programme_id TEXT NOT NULL,              -- programme
  person_id TEXT NOT NULL,                 -- who says it, of themselves alone
  agrees SMALLINT NOT NULL,                -- 1: named in the next editions; 0: said no, or took it back
  with_email SMALLINT NOT NULL,            -- 1: with their address
  phone TEXT NOT NULL,                     -- as it is printed; "" for none
  said_at BIGINT NOT NULL,                 -- ms
  PRIMARY KEY (programme_id, person_id)
);
CREATE INDEX kit_named_person ON kit_named (person_id);
