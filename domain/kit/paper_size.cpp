#include "domain/kit/paper_size.h"

#include <algorithm>
#include <cmath>

namespace kit {
namespace {

constexpr double words_a_page = 515, blocks_a_page = 13, pages_a_picture = 1.75, words_around_a_ground = 12;

std::size_t words_in(std::string const& text) {
  std::size_t words = 0;
  bool inside = false;
  for (char const c : text) {
    bool const letter = c != ' ' && c != '\n' && c != '\t';
    words += letter && !inside;
    inside = letter;
  }
  return words;
}

double pages_of(Part const& part) {
  double words = static_cast<double>(word_count(part)), pictures = 0;
  for (auto const& block : part.blocks) {
    pictures += block.picture ? 1 : 0;
    for (auto const& ground : block.grounds) words += static_cast<double>(words_in(ground.quote)) + words_around_a_ground;
  }
  return words / words_a_page + static_cast<double>(part.blocks.size()) / blocks_a_page + pictures * pages_a_picture;
}

}  // namespace

int pages_on_paper(std::vector<Part> const& parts) {
  int pages = 0;
  // A chapter begins on a page of its own; its sheets follow each other.
  for (auto at = parts.begin(); at != parts.end();) {
    double chapter = pages_of(*at++);
    for (; at != parts.end() && at->level > 1; ++at) chapter += pages_of(*at);
    pages += std::max(1, static_cast<int>(std::ceil(chapter)));
  }
  return pages;
}

}  // namespace kit
