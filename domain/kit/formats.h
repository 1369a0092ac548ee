#pragma once
#include <span>
#include <string>
#include <string_view>

#include "domain/kit/document.h"

namespace kit {

/// A format an edition is offered in. The words are msgids.
struct FormatAbout {
  std::string_view code;    ///< as kept with the file: "pdf"
  std::string_view ending;  ///< of the file's name, after slug-number: ".pdf"
  std::string_view content_type;
  char const* title;
  char const* for_whom;  ///< in a sentence
  char const* checked;   ///< what it promises, in a few words
};

/// In the order of the download page.
std::span<FormatAbout const> formats();
/// What formats are for, as the download page arranges them: each format is in one. `title` is a msgid.
struct FormatUse {
  char const* title;
  std::span<std::string_view const> codes;
};
std::span<FormatUse const> format_uses();
/// "faire-ensemble-1.0.epub"
std::string file_name(Document const& document, FormatAbout const& format);
/// Of a file kept; nothing when the code is unknown.
FormatAbout const* find_format(std::string_view code);

}  // namespace kit
