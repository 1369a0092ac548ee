#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/kit/document.h"

namespace kit {

/// An edition as it is kept: the same document gives the same bytes, and reading them gives it back.
std::string to_json(Document const& document);
/// Nothing when the text is not such a document.
std::optional<Document> document_from_json(std::string_view json);

std::string_view code(Provenance provenance);

}  // namespace kit
