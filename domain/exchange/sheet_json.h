#pragma once
#include <string>
#include <string_view>

#include "domain/exchange/sheet_export.h"

/// Sheets in JSON, for files and for the API: the same object in both. Pure.
namespace exchange {

/// {"id", "slug", "status", "visibility", "territory": {"key", "name"}, "organisations", "published", "content": {…}}
std::string json_of(Going const& going);
/// A file of sheets: what it is, its sheets, the words of the codes it uses.
std::string json_of(Outgoing const& outgoing, i18n::Words const& words);
/// {"themes": [{"code": "mobility", "label": "Mobilités"}, …], …}: every vocabulary, themes, obstacles and levers as a programme says them.
std::string vocabularies_json(experiences::Vocabulary const& vocabulary, i18n::Words const& words);

}  // namespace exchange
