-- Who else is writing in a sheet now: looked for each time typing is kept.
CREATE INDEX experiences_unsent_sheet ON experiences_unsent (form_key, at);
