#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/mapped_import/mapping.h"
#include "domain/atelier/sheet.h"
#include "domain/experiences/sheet.h"

/// The fields of sheets a mapping may fill, by the names they have in a programme folder.
namespace app::mapped {

std::vector<std::string> field_names(Kind kind);

/// Puts values in a field; the first alone where the field holds one text. Refused: a word that is not in the vocabulary
/// of a status or a visibility, a day that is not one. Sizes and other vocabularies are checked with the whole sheet.
std::optional<base::Refusal> put(experiences::Sheet& sheet, std::string_view field, std::vector<std::string> const& values);
std::optional<base::Refusal> put(atelier::Sheet& sheet, std::string_view field, std::vector<std::string> const& values);

/// The sheet as it is kept, and what keeps it out.
std::vector<base::Refusal> settle(experiences::Sheet& sheet);
std::vector<base::Refusal> settle(atelier::Sheet& sheet);

}  // namespace app::mapped
