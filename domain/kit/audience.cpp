#include "domain/kit/audience.h"

#include <algorithm>

#include "domain/kit/quiz.h"

namespace kit {
namespace {

bool is_for(Block const& block, Medium medium) {
  if (block.only.empty()) return true;
  bool const on_screen = medium == Medium::screen || medium == Medium::book;
  if (block.only == "trainer") return medium == Medium::trainer;
  return (block.only == "screen") == on_screen;
}

/// The chapters of the short version, without the sheets they print: their own words alone.
void keep_brief(Document& document) {
  std::erase_if(document.parts, [](Part const& part) { return !part.brief; });
  for (auto& part : document.parts) part.level = 1;
}

}  // namespace

Document for_medium(Document document, Medium medium, i18n::Words const& words) {
  if (medium == Medium::brief) keep_brief(document);
  for (auto& part : document.parts) {
    std::erase_if(part.blocks, [medium](Block const& block) { return !is_for(block, medium); });
    for (auto& block : part.blocks)
      if (block.only == "trainer") block.callout = "trainer";
  }
  return medium == Medium::screen ? document : on_paper(std::move(document), words);
}

}  // namespace kit
