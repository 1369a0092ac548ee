#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/sheet.h"
#include "platform/i18n/words.h"

/// A sheet as cells of a spreadsheet, one a field: what a person edits in Excel comes back as the same sheet. Pure.
namespace experiences {

/// `path`: "title", "means.time", "obstacles.2.how" as in content_fields.h, and what stands beside the content: "id", "slug",
/// "status", "visibility", "territory", "organisations", "author", "published".
struct Cell {
  std::string path, text;
};

/// Every field of a sheet, empty ones too, in the order of a sheet; items as many as there are. A word of a vocabulary is its label
/// and its code, "Mobilités [mobility]", its code alone without `words`; several texts are separated by " | ".
/// `vocabulary`: how the programme says its themes, obstacles and levers.
std::vector<Cell> cells_of(Sheet const& sheet, i18n::Words const* words, Vocabulary const& vocabulary = {});

/// Name of the column of a field: "Frein 2 : ce qui a freiné". The path itself when it names no field.
std::string column_label(std::string_view path, i18n::Words const& words);
/// The fields a column may hold, in the order of a sheet; items up to `items`.
std::vector<std::string> every_path(int items);

/// Puts cells back into sheets. Words of a vocabulary are understood by their code or by their label in any of the languages, as the
/// programme says them first.
class CellReader {
 public:
  explicit CellReader(std::vector<i18n::Words const*> const& languages, Vocabulary const& vocabulary = {});

  /// The field a column is for, by its name as we write it in any of the languages, whatever case and accents.
  std::optional<std::string> path_of(std::string_view column) const;
  /// A code of a theme, an obstacle or a lever may be one the programme no longer offers: settle() judges it. Refused: a word that is
  /// in no vocabulary, a day that is none, a number out of bounds. An empty text empties the field.
  std::optional<base::Refusal> put(Sheet& sheet, std::string_view path, std::string const& text) const;

  /// Takes what an item says out of it, "obstacles.2": a settled sheet has no such item.
  void clear(Sheet& sheet, std::string_view item) const;

  /// Folded label or code → code. Named in sheet_cells.cpp.
  using Terms = std::map<std::string, std::string, std::less<>>;

 private:
  void add(std::vector<i18n::Words const*> const& languages, std::string const& vocabulary, std::string_view code, std::string_view label,
           bool expected);
  std::map<std::string, std::string, std::less<>> m_paths;
  std::map<std::string, Terms, std::less<>> m_vocabularies;
  std::map<std::string, std::string, std::less<>> m_expected;  ///< vocabulary → its labels, for who wrote another
};

}  // namespace experiences
