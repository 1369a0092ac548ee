#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/copied.h"
#include "domain/experiences/experiences.h"

namespace experiences {

/// The number of the next write in a programme; every sheet written takes one, so that memory knows what is newer.
std::int64_t next_change(db::Session& session, accounts::ProgrammeId const& programme);
/// The number the next write will take, without taking it: what is written under it is known to lists from that write on.
/// Others who write in the programme wait until this transaction ends.
std::int64_t coming_change(db::Session& session, accounts::ProgrammeId const& programme);

/// A row of experiences_experience as it is about to be written.
struct RowToWrite {
  Experience const& experience;
  Place place;  ///< empty territory: none
  std::int64_t change_number = 0;
  std::string content;           ///< JSON
  std::string submission_key;    ///< "" : none
  Vocabulary const& vocabulary;  ///< of its programme
  Copied copied;
};
/// Raised when the columns that repeat the content say something more: sheets written before are then read again.
inline constexpr std::int64_t facts_version = 1;
void insert_row(db::Session& session, RowToWrite const& row);
/// The columns of a new row and its values, for those who write many.
std::string const& row_columns();
extern std::string_view const revision_columns;
std::vector<db::Value> row_values(RowToWrite const& row);
/// Result: whether the sheet still was at `expected_revision`.
bool update_row(db::Session& session, RowToWrite const& row, int expected_revision);
/// Who wrote: a member, or someone named who has no account here. Neither: a file.
struct Writer {
  std::optional<accounts::PersonId> person;
  std::string name;
};
std::vector<db::Value> revision_values(Experience const& experience, Writer const& writer, std::string_view reason, std::string const& content);
void insert_revision(db::Session& session, Experience const& experience, Writer const& writer, std::string_view reason, std::string const& content);
void insert_transition(db::Session& session, Experience const& experience, Status from, Writer const& writer, std::string_view reason);
/// The row, what is counted and what is found of a sheet, all again. Result: as update_row.
bool write_again(db::Session& session, Experience const& experience, Place const& place, int expected_revision);

}  // namespace experiences
