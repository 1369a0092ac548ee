#pragma once
#include <string>

#include "domain/kit/document.h"
#include "platform/i18n/words.h"

/// The three files that tell a reading system what an EPUB holds, and the shell of its pages.
namespace kit {

std::string epub_container();
std::string epub_package(Document const& document, i18n::Words const& words);
std::string epub_navigation(Document const& document, i18n::Words const& words);
/// `root`: from the page to the folder EPUB/, "" or "../".
std::string epub_page(Document const& document, std::string_view title, std::string_view root, std::string_view body);

}  // namespace kit
