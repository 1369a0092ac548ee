#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/refusal.h"

/// What a file someone sends is, by its bytes: its name and what the browser says of it prove nothing.
namespace files {

enum class Kind { jpeg, png, webp, gif, pdf, odt, ods, odp, docx, xlsx, pptx, csv, text };
/// "jpeg", "odt"…; also the extension of its files.
std::string_view code(Kind kind);
std::optional<Kind> kind_from(std::string_view code);
std::string_view content_type_of(Kind kind);
bool is_picture(Kind kind);

/// The kind of these bytes, when it is one of ours. Refuses, in words: any other, office files with macros, PDF files that run
/// something. `name`: only tells a table from a plain text.
base::Outcome<Kind> kind_of(std::string_view bytes, std::string_view name);

/// A name to offer again when the file is taken away: no folder, no control character, at most 120 bytes, never hidden.
std::string clean_file_name(std::string_view name);

}  // namespace files
