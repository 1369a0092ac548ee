-- Who wrote a version that was written by several people at once; a version of one person has its author only.
CREATE TABLE atelier_revision_writer (
  method_id TEXT NOT NULL,                 -- method
  number BIGINT NOT NULL,                  -- version of that method
  person_id TEXT NOT NULL,                 -- who wrote in it
  PRIMARY KEY (method_id, number, person_id),
  FOREIGN KEY (method_id, number) REFERENCES atelier_revision (method_id, number) ON DELETE CASCADE
);
