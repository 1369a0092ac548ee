#pragma once
#include "domain/kit/export/book.h"

namespace kit {

/// 1.1 is what Moodle imports (it refuses 1.2 and 1.3); 1.3 is for others.
enum class CartridgeVersion { v1_1, v1_3 };

/// The kit as a Common Cartridge: a section a chapter; in it pages with their pictures, its quizzes (QTI 1.2.1), and links to
/// what the pages rest on; `enclosed` files stand in a first section beside the address of the edition. Same arguments → same bytes.
std::string cartridge(CartridgeVersion version, Document const& document, i18n::Words const& words, std::vector<files::Entry> const& enclosed);

/// A quiz as QTI 1.2.1 within the profile of Common Cartridge. `picture`: the markup of a picture a question shows; without it, its words.
using ShowPicture = std::function<html::Safe(std::string_view address, std::string_view words)>;
std::string qti(std::string_view identifier, std::string_view title, std::vector<Question> const& questions, i18n::Words const& words,
                ShowPicture const& picture = {});

}  // namespace kit
