-- A state of play frozen by a lead: its numbers never change. What could change, sheets and names, is not copied.
CREATE TABLE synthesis_snapshot (
  id TEXT PRIMARY KEY,                     -- UUID
  programme_id TEXT NOT NULL,              -- programme it counts
  place BIGINT NOT NULL,                   -- 1 for the first of the programme, then 2…
  number TEXT NOT NULL,                    -- as people cite it: 1.0, 1.1…
  frozen_at BIGINT NOT NULL,               -- ms
  frozen_by TEXT,                          -- person; none once erased
  note TEXT NOT NULL,                      -- why now, in the lead's words; may be empty
  members_reading TEXT NOT NULL,           -- JSON: the numbers of the cohort's circle, nothing hidden
  public_reading TEXT NOT NULL             -- JSON: those of public sheets, small ones hidden
);
CREATE UNIQUE INDEX synthesis_snapshot_place ON synthesis_snapshot (programme_id, place);
CREATE UNIQUE INDEX synthesis_snapshot_number ON synthesis_snapshot (programme_id, number);
