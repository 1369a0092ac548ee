#include <algorithm>

#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace markdown {
namespace {

constexpr std::size_t longest_source = 256 * 1024;
// cmark-gfm fills every missing cell of a table: 28 KB of a hostile one take it 19 seconds.
constexpr std::ptrdiff_t most_columns = 64;
constexpr std::ptrdiff_t most_cells = 30'000;  // of all the tables of a document
// Its time grows with the square of the opening marks of one paragraph: 20,000 take one to four seconds.
constexpr std::ptrdiff_t most_openings = 2000;

/// What a run of lines without an empty one holds: a paragraph, a list or a table.
struct Run {
  std::ptrdiff_t lines = 0, brackets = 0, angles = 0, bars = 0;

  void add(std::string_view line) {
    ++lines;
    brackets += std::ranges::count(line, '[');
    angles += std::ranges::count(line, '<');
    bars = std::max(bars, std::ranges::count(line, '|'));
  }
};

}  // namespace

base::Outcome<std::string> checked(std::string_view source) {
  if (source.size() > longest_source) return base::refuse("This text is too long: 256 KB at most.");
  std::size_t number = 0;
  Run run;
  std::ptrdiff_t cells = 0;
  for (auto line : base::lines(source)) {
    ++number;
    if (base::trimmed(line).empty()) {
      cells += run.bars * run.lines;
      run = {};
    } else {
      run.add(line);
    }
    if (run.bars > most_columns) return base::refuse("Line {}: a table has 63 columns at most.", {std::to_string(number)});
    if (cells + run.bars * run.lines > most_cells)
      return base::refuse("Line {}: the tables of a text have 30,000 cells at most.", {std::to_string(number)});
    if (run.brackets > most_openings || run.angles > most_openings)
      return base::refuse("Line {}: too many opening brackets in one paragraph.", {std::to_string(number)});
  }
  return std::string{source};
}

}  // namespace markdown
