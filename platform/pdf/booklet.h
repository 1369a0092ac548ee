#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Pages laid out again for a printer.
namespace pdf_file {

/// One face of a sheet: the pages on its left and right, counted from 0; nothing where it stays blank.
struct Face {
  std::optional<int> left, right;
  bool operator==(Face const&) const = default;
};

/// Faces of the sheets of one folded booklet, in the order they are printed: front then back of the outer sheet, then of the one
/// inside it. Four pages a sheet; what is missing to a whole sheet stays blank at the end.
std::vector<Face> folded(int pages);

/// The pages of a PDF (A5; larger ones are made smaller) two by two on sheets of A4, to be printed on both sides, turned on the
/// short edge, folded and stapled. The same pages give the same bytes. Neither tags, links nor outline are kept: it is for paper alone. Throws
/// std::runtime_error when the file cannot be read.
std::string booklet(std::string_view pdf, std::string const& title, std::string const& language);

}  // namespace pdf_file
