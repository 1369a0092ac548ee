#pragma once
#include <filesystem>
#include <vector>

#include "domain/kit/export/book.h"

namespace kit {

/// The kit as a folder that opens from a disk or a USB key: no server, no outside request, works without script.
/// `style`: book.css and its fonts (read_book_style); without it, a plain style. Same document → same bytes.
std::vector<files::Entry> site(Document const& document, i18n::Words const& words, std::vector<files::Entry> const& style);

/// The files of build/web/book, names relative to it; empty when the folder is missing.
std::vector<files::Entry> read_book_style(std::filesystem::path const& folder);

}  // namespace kit
