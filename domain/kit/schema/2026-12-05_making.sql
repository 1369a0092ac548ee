-- What is being made of an edition before it is public: one row a format.
CREATE TABLE kit_making (
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),
  format TEXT NOT NULL,                    -- code: pdf, epub, zim…
  state TEXT NOT NULL,                     -- waiting, made, absent (its tool is not installed here), failed
  reason TEXT NOT NULL,                    -- JSON: msgid and its arguments; "" when there is nothing to say
  took BIGINT NOT NULL,                    -- ms
  PRIMARY KEY (edition_id, format)
);

-- What validators said of the files of an edition: its conformance report.
CREATE TABLE kit_check (
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),
  format TEXT NOT NULL,                    -- code
  validator TEXT NOT NULL,                 -- EPUBCheck 5.3.0
  standard TEXT NOT NULL,                  -- EPUB 3.3
  result TEXT NOT NULL,                    -- passed, findings, not_run
  detail TEXT NOT NULL,                    -- its own words, cut; "" when there are none
  checked_on TEXT NOT NULL,                -- day
  position BIGINT NOT NULL,                -- order in the report
  PRIMARY KEY (edition_id, format, validator)
);

-- How many took a file away; never who.
CREATE TABLE kit_download (
  edition_id TEXT NOT NULL REFERENCES kit_edition (id),
  format TEXT NOT NULL,                    -- code
  times BIGINT NOT NULL,                   -- since the edition is public
  PRIMARY KEY (edition_id, format)
);
