#include "domain/kit/audience.h"

#include <algorithm>

#include "domain/kit/glossary.h"
#include "domain/kit/quiz.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"

namespace kit {
namespace {

/// The chapters of the short version, without the sheets they print: their own words alone.
void keep_brief(Document& document) {
  std::erase_if(document.parts, [](Part const& part) { return !part.brief; });
  for (auto& part : document.parts) part.level = 1;
}

void add_text(Block& block, std::string const& markdown) { block.markdown += (block.markdown.empty() ? "" : "\n\n") + markdown; }

/// Tips are for who leads; everybody else reads what is done.
void keep_tips(Block& block, Medium medium) {
  if (!block.running_order || medium == Medium::trainer) return;
  for (auto& sequence : block.running_order->sequences) sequence.tip.clear();
}

/// Pages set these in their own way, paper has them as text.
void set_as_text(Block& block, i18n::Words const& words) {
  if (block.running_order) add_text(block, running_order_on_paper(*block.running_order, words));
  if (!block.terms.empty()) add_text(block, glossary_on_paper(block.terms));
}

}  // namespace

bool is_for(Block const& block, Medium medium) {
  if (block.only.empty()) return true;
  bool const on_screen = medium == Medium::screen || medium == Medium::book;
  if (block.only == "trainer") return medium == Medium::trainer;
  return (block.only == "screen") == on_screen;
}

void put_on_paper(Block& block, i18n::Words const& words) {
  if (!block.questions.empty()) add_text(block, quiz_on_paper(block.questions, words));
  if (block.self_assessment) add_text(block, self_assessment_on_paper(*block.self_assessment, words));
  block.questions.clear();
  block.self_assessment.reset();
}

bool helps_who_leads(Document const& document) {
  auto const helps = [](Block const& block) {
    bool const has_tip = block.running_order && std::ranges::any_of(block.running_order->sequences, [](auto const& one) { return !one.tip.empty(); });
    return has_tip || block.only == "trainer" || block.callout == "trainer";
  };
  return std::ranges::any_of(document.parts, [&](Part const& part) { return std::ranges::any_of(part.blocks, helps); });
}

bool asks(Part const& part) {
  return std::ranges::any_of(part.blocks, [](Block const& block) { return !block.questions.empty() || block.self_assessment; });
}

bool asks(Document const& document) {
  return std::ranges::any_of(document.parts, [](Part const& part) { return asks(part); });
}

Document for_medium(Document document, Medium medium, i18n::Words const& words) {
  if (medium == Medium::brief) keep_brief(document);
  for (auto& part : document.parts) {
    std::erase_if(part.blocks, [medium](Block const& block) { return !is_for(block, medium); });
    for (auto& block : part.blocks) {
      if (block.only == "trainer") block.callout = "trainer";
      keep_tips(block, medium);
      if (medium != Medium::screen) put_on_paper(block, words);
      if (medium != Medium::screen && medium != Medium::book) set_as_text(block, words);
    }
  }
  return document;
}

}  // namespace kit
