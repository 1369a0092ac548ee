#pragma once
#include "domain/exchange/row_check.h"

/// What a batch of rows is checked against, asked of the database at once.
namespace exchange {

struct RowCheck::Known {
  std::map<std::string, experiences::Experience> by_id, by_slug;
  std::map<std::string, experiences::Occupant> occupied;
  std::map<std::string, accounts::PersonId> authors;
  std::map<accounts::TerritoryId, experiences::Place> places;  ///< of the sheets found, when no column says theirs
  std::set<experiences::ExperienceId> borne;                   ///< identifiers of the file that some sheet bears
};

/// What a row says of its territory: its code when there is one.
std::string said_of(std::string_view code, std::string_view name);
/// The addresses a title may take, the plain one first.
std::vector<std::string> addresses_of(std::string_view title);

}  // namespace exchange
