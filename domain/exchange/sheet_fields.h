#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/exchange/mapping.h"
#include "domain/atelier/atelier.h"
#include "domain/experiences/experiences.h"

/// The fields of sheets a mapping may fill, by the names they have in a programme folder.
namespace exchange {

std::vector<std::string> field_names(Kind kind);

/// Puts values in a field; the first alone where the field holds one text. Refused: a word that is not in the vocabulary
/// of a status or a visibility, a day that is not one. Sizes and other vocabularies are checked with the whole sheet.
std::optional<base::Refusal> put(experiences::Sheet& sheet, std::string_view field, std::vector<std::string> const& values);
std::optional<base::Refusal> put(atelier::Sheet& sheet, std::string_view field, std::vector<std::string> const& values);

}  // namespace exchange
