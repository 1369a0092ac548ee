#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

/// Sheets from files that were not made for us, through a mapping file (docs/mapping.md).
namespace exchange {

struct Asked {
  std::filesystem::path source;  ///< a file or a folder
  std::filesystem::path mapping;
  std::string programme;  ///< its slug; it must be here already
  bool dry_run = false;
};

/// Something said of a row. A rejected row may have several, one a field.
struct Note {
  base::Problem problem;
  std::string key;  ///< the address the row would have had; "" when it has none
  bool rejected = false;
};

struct Report {
  int files = 0, rows = 0, created = 0, changed = 0, unchanged = 0;
  int rejected = 0;         ///< rows, and files that could not be read
  std::vector<Note> notes;  ///< in the order of the files
};

/// Rejected rows are left out and explained; all the others go in together, in one transaction, or none does (a dry run, a
/// failure of the database). Refused as a whole: a mapping that does not stand, a file that is not what it says.
tl::expected<Report, std::vector<base::Problem>> import_rows(db::Database& database, base::World const& world, Asked const& asked);

/// The notes as a sheet: file, line, outcome, field, key, why. `why` puts a refusal into words.
std::string notes_as_csv(Report const& report, std::string (*why)(base::Refusal const&));

}  // namespace exchange
