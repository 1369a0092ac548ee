-- The territories of France, groupings and free perimeters. The key is (type, code): 26 codes name both a region and a department.
CREATE TABLE territories_territory (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID made from "territory/type/code": the same on every instance
  type TEXT NOT NULL,                    -- commune, epci, ept, department, region, group, adhoc
  code TEXT NOT NULL,                    -- INSEE code, SIREN of an EPCI or a group, key of a free perimeter: always text
  name TEXT NOT NULL,                    -- as the registry spells it
  name_key TEXT NOT NULL,                -- no accent, case, article nor dash; Saint for St: what names are compared by
  nature TEXT NOT NULL,                  -- of a grouping: CC, CA, CU, METRO, MET69, PETR…
  population BIGINT NOT NULL,            -- inhabitants, -1 when unknown
  population_year BIGINT NOT NULL,       -- census year of that number, 0 when unknown
  population_band BIGINT NOT NULL,       -- 1 under 500 … 8 from 100,000; 0 when unknown
  department TEXT NOT NULL,              -- code of the department; of a grouping, where most of its inhabitants live
  region TEXT NOT NULL,                  -- code of the region, same
  epci TEXT NOT NULL,                    -- SIREN of the commune's EPCI
  ept TEXT NOT NULL,                     -- SIREN of its établissement public territorial (Grand Paris)
  latitude DOUBLE PRECISION,             -- degrees WGS84
  longitude DOUBLE PRECISION,
  placed TEXT NOT NULL,                  -- exact, approximate (its EPCI's mean), mean (of its communes), empty
  typology TEXT NOT NULL,                -- rural, intermediate, urban, empty
  typology_source TEXT NOT NULL,         -- population (our rule) or density (the INSEE grid, imported)
  seat TEXT NOT NULL,                    -- INSEE code of its chief or most peopled commune
  siren TEXT NOT NULL,
  zone TEXT NOT NULL,                    -- metro, drom, com
  is_current SMALLINT NOT NULL,          -- 0 once the registry no longer has it
  attributes TEXT NOT NULL,              -- lines "column=value" of an imported profile
  UNIQUE (type, code)
);
CREATE INDEX territories_territory_name ON territories_territory (name_key, type);
CREATE INDEX territories_territory_department ON territories_territory (department, type, population);
CREATE INDEX territories_territory_region ON territories_territory (region, type, population);
CREATE INDEX territories_territory_peopled ON territories_territory (type, is_current, population, name_key);
CREATE INDEX territories_territory_epci ON territories_territory (epci, population);
CREATE INDEX territories_territory_ept ON territories_territory (ept, population);
CREATE INDEX territories_territory_alike ON territories_territory (type, typology, population);
CREATE INDEX territories_territory_siren ON territories_territory (siren);

CREATE TABLE territories_postcode (
  postcode TEXT NOT NULL,                -- five digits, leading zero kept
  territory_id TEXT NOT NULL REFERENCES territories_territory (id),
  PRIMARY KEY (postcode, territory_id)
);
CREATE INDEX territories_postcode_territory ON territories_postcode (territory_id);

-- Former codes and names, and who succeeded them: merged communes, municipal districts, Corsica before 1976.
CREATE TABLE territories_alias (
  type TEXT NOT NULL,
  code TEXT NOT NULL,                    -- the former code; a delegated commune may share its successor's
  name TEXT NOT NULL,                    -- the former name, may be empty
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- delegated, associated, district, former_code
  successor_id TEXT NOT NULL REFERENCES territories_territory (id),
  year BIGINT NOT NULL,                  -- vintage of the registry that says so
  PRIMARY KEY (type, code, name)
);
CREATE INDEX territories_alias_name ON territories_alias (name_key);
CREATE INDEX territories_alias_successor ON territories_alias (successor_id);

-- Members of groups and free perimeters. Those of EPCI, EPT, departments and regions are columns of territories_territory.
CREATE TABLE territories_membership (
  grouping_id TEXT NOT NULL REFERENCES territories_territory (id),
  member_id TEXT NOT NULL REFERENCES territories_territory (id),
  PRIMARY KEY (grouping_id, member_id)
);
CREATE INDEX territories_membership_member ON territories_membership (member_id);

-- What was imported, so that starting again reads nothing twice, and searches know when to read names anew.
CREATE TABLE territories_import (
  source TEXT NOT NULL PRIMARY KEY,      -- registry, profile, perimeters
  fingerprint TEXT NOT NULL,             -- of the bytes imported
  rows BIGINT NOT NULL,
  changes BIGINT NOT NULL                -- grows at each import
);

-- Structures of every kind. A structure may act in several territories.
CREATE TABLE territories_organisation (
  id TEXT NOT NULL PRIMARY KEY,          -- UUID made from "organisation/programme/key"
  programme_id TEXT NOT NULL,            -- programme_programme.id
  organisation_key TEXT NOT NULL,        -- its key in the programme's files
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- a code of organisation_kinds()
  siren TEXT NOT NULL,                   -- nine digits or empty
  siret TEXT NOT NULL,                   -- fourteen digits or empty
  website TEXT NOT NULL,
  note TEXT NOT NULL,
  position BIGINT NOT NULL,              -- in the order of organisations.csv
  UNIQUE (programme_id, organisation_key)
);
CREATE INDEX territories_organisation_order ON territories_organisation (programme_id, position);

CREATE TABLE territories_organisation_perimeter (
  organisation_id TEXT NOT NULL REFERENCES territories_organisation (id),
  territory_id TEXT NOT NULL REFERENCES territories_territory (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, territory_id)
);
CREATE INDEX territories_organisation_perimeter_territory ON territories_organisation_perimeter (territory_id);
