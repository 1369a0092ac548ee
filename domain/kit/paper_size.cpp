#include "domain/kit/paper_size.h"

#include <algorithm>
#include <cmath>

#include "platform/base/text.h"

namespace kit {
namespace {

constexpr double words_a_page = 560, blocks_a_page = 25, pages_a_picture = 1;

double pages_of(Part const& part) {
  std::size_t words = word_count(part), pictures = 0;
  for (auto const& block : part.blocks) {
    pictures += block.picture ? 1 : 0;
    for (auto const& ground : block.grounds) words -= words_set_elsewhere(base::count_words(ground.quote));
  }
  return pages_taken(words, part.blocks.size(), pictures);
}

}  // namespace

double pages_taken(std::size_t words, std::size_t blocks, std::size_t pictures) {
  return static_cast<double>(words) / words_a_page + static_cast<double>(blocks) / blocks_a_page + static_cast<double>(pictures) * pages_a_picture;
}

int whole_pages(std::vector<double> const& parts) {
  int pages = 0;
  for (auto const part : parts) pages += std::max(1, static_cast<int>(std::ceil(part)));
  return pages;
}

int pages_on_paper(std::vector<Part> const& parts) {
  std::vector<double> taken;
  for (auto const& part : parts) taken.push_back(pages_of(part));
  return whole_pages(taken);
}

}  // namespace kit
