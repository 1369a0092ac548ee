#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/refusal.h"

namespace privacy {

/// What a module declares of one of its tables in schema/register.toml.
struct TableEntry {
  std::string table;
  std::string purpose, basis, readers, kept;               ///< codes of the lists below; empty when nobody is in the table
  std::vector<std::string> personal;                       ///< columns that say something of someone
  std::vector<std::string> plain;                          ///< the others
  std::vector<std::string> secret;                         ///< fingerprints of secrets: never shown, not even to their owner
  std::map<std::string, std::string> readers_of, kept_of;  ///< columns that differ from the table
  std::string person;                                      ///< column that names the person a row is about or by; may be empty
  std::string erasure;                                     ///< of that person's rows: delete, keep, or empty
  std::vector<std::string> emptied;                        ///< columns made '' when erasure is "empty"
  std::vector<std::string> left_out;                       ///< columns too large and not theirs to be in the copy a person takes away

  bool about_people() const { return !personal.empty() || !secret.empty(); }
};

/// A list of codes with the msgid of each.
using Codes = std::vector<std::pair<std::string_view, std::string_view>>;
Codes const& purposes();
Codes const& bases();
Codes const& readers();
Codes const& durations();
/// The msgid of a code, the code itself when it is unknown.
std::string_view msgid_in(Codes const& codes, std::string_view code);

tl::expected<std::vector<TableEntry>, base::Problem> read_register(std::string_view toml, std::string file_name);

/// A table as the database has it.
using Columns = std::map<std::string, std::vector<std::string>>;
/// What is wrong, one English sentence each: a table or a column nobody declared, one that is not there, an unknown code.
std::vector<std::string> faults(std::vector<TableEntry> const& entries, Columns const& real);

/// One line of the register as it is published: columns of a table that share everything.
struct RegisterLine {
  std::string table;
  std::vector<std::string> columns;
  std::string purpose, basis, readers, kept;  ///< codes
};
std::vector<RegisterLine> lines_of(std::vector<TableEntry> const& entries);

}  // namespace privacy
