#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kit {

/// What PDF/UA-1 asks of a file, as far as its objects tell: the points of the Matterhorn Protocol 1.1 on title, language, tags,
/// headings, figures, tables, lists, contents, notes, links and faces; and an outline. `objects`: what `qpdf --json=2` prints of it;
/// `bytes`: the file. Answers what is wrong, a sentence in English each, for who repairs the program.
std::vector<std::string> wrong_in_pdf(std::string_view objects, std::string_view bytes);

}  // namespace kit
