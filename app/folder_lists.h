#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/programme/programme_store.h"
#include "domain/territories/territories.h"
#include "platform/base/refusal.h"

/// The three lists of a programme folder: territories.csv, organisations.csv, people.csv. References stay names here.
namespace app {

/// A name of something else, and where it is written.
struct Named {
  std::string text;
  std::size_t line = 0;
  std::string field;
};
struct TerritoryLine {
  Named territory;
  std::string role, name, kind, perimeter, note;
};
struct OrganisationLine {
  territories::Organisation organisation;
  std::string perimeters;
  std::size_t line = 0;
};
struct PersonLine {
  accounts::Invitation invitation;
  Named territory;
};

/// Nothing when the file cannot be read.
std::optional<std::string> file_bytes(std::string const& path);

/// An absent file is an empty list; what is wrong is added to `problems`.
std::vector<TerritoryLine> read_territory_lines(std::string const& path, std::string const& name, std::vector<base::Problem>& problems);
std::vector<OrganisationLine> read_organisation_lines(std::string const& path, std::string const& name, std::vector<base::Problem>& problems);
std::vector<PersonLine> read_people_lines(std::string const& path, std::string const& name, std::vector<base::Problem>& problems);

std::string write_territory_lines(std::vector<TerritoryLine> const& lines);
std::string write_organisation_lines(std::vector<OrganisationLine> const& lines);
std::string write_people_lines(std::vector<PersonLine> const& lines);

}  // namespace app
