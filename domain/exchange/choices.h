#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/exchange/rows.h"
#include "domain/experiences/experiences.h"

/// What someone who brings a file chose for it: the field of each column, what to do with look-alikes. Pure.
namespace exchange {

/// What becomes of a row that looks like a sheet already there but does not say it is that one.
enum class Alike { leave, change, create };
std::string_view code(Alike alike);
std::optional<Alike> alike_from(std::string_view code);

struct Choices {
  /// In the order of the file's columns: name, and the path of the field; "" when the column is left aside.
  std::vector<std::pair<std::string, std::string>> columns;
  Alike alike = Alike::leave;
  std::map<std::size_t, Alike> rows;  ///< another choice for the row of that place, from 0
  std::string visibility = "cohort";  ///< of new sheets whose file does not say it

  bool has(std::string_view path) const;
  /// Name of the column of a field; the path when none is.
  std::string column_of(std::string_view path) const;
  bool operator==(Choices const&) const = default;
};

std::string to_json(Choices const& choices);
/// Nothing for what we did not write.
std::optional<Choices> choices_from_json(std::string_view text);

/// The field each column is likely for: our own names in any language, then names such files use ("intitulé", "commune", "freins").
/// A field is given once. "territory_name" beside experiences::every_path.
Choices proposed(Rows const& rows, experiences::CellReader const& reader, std::vector<i18n::Words const*> const& languages);

}  // namespace exchange
