#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/experiences/experiences.h"

namespace experiences {

/// The number of the next write in a programme; every sheet written takes one, so that memory knows what is newer.
std::int64_t next_change(db::Session& session, accounts::ProgrammeId const& programme);

/// A row of experiences_experience as it is about to be written.
struct RowToWrite {
  Experience const& experience;
  Place place;                             ///< empty territory: none
  std::int64_t change_number = 0;
  std::string content;                     ///< JSON
  std::string submission_key;              ///< "" : none
};
void insert_row(db::Session& session, RowToWrite const& row);
/// Result: whether the sheet still was at `expected_revision`.
bool update_row(db::Session& session, RowToWrite const& row, int expected_revision);
void insert_revision(db::Session& session, Experience const& experience, std::optional<accounts::PersonId> const& author,
                     std::string_view reason, std::string const& content);

}  // namespace experiences
