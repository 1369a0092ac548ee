#include "domain/kit/typed_parts.h"

#include "domain/kit/document.h"
#include "platform/markdown/markdown.h"

namespace kit {

std::string as_markdown(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view{"\\`*_{}[]<>()#+-.!|~"}.find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string in_cell(std::string_view markdown) {
  std::string out;
  for (char c : markdown) {
    if (c == '|' && !out.ends_with('\\')) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::vector<std::string> typed_texts(Block const& block) {
  std::vector<std::string> texts;
  auto const add = [&texts](std::string_view text) {
    if (!text.empty()) texts.emplace_back(text);
  };
  for (auto const& question : block.questions) {
    add(markdown::plain_text(question.text));
    for (auto const& answer : question.answers) add(answer.text);
  }
  if (block.self_assessment)
    for (auto const& axis : block.self_assessment->axes) {
      add(axis.title);
      for (auto const& statement : axis.statements) add(statement);
    }
  if (block.running_order)
    for (auto const& sequence : block.running_order->sequences) {
      for (auto const* text : {&sequence.title, &sequence.leads, &sequence.materials}) add(*text);
      add(markdown::plain_text(sequence.instruction));
    }
  for (auto const& term : block.terms) add(term.name), add(markdown::plain_text(term.definition));
  return texts;
}

}  // namespace kit
