#include "platform/mail/draft.h"

#include "platform/mail/reply.h"
#include "platform/mail/views/letter.view.h"

namespace mail {
namespace {

void add_block(std::string& text, std::string const& block) {
  if (block.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += block;
}

std::string text_of(Draft::Section const& section) {
  std::string text = section.title;
  for (auto const& line : section.lines) {
    text += "\n- " + line.text + (line.note.empty() ? "" : " (" + line.note + ")");
    if (!line.address.empty()) text += "\n  " + line.address;
  }
  return text;
}

std::string text_of(Draft const& draft, i18n::Words const& words) {
  std::string text = draft.reply_to.empty()
      ? ""
      : words.t("{} Write your answer above this line {}", {std::string{answer_ends_here}, std::string{answer_ends_here}});
  add_block(text, draft.greeting);
  for (auto const& paragraph : draft.paragraphs) add_block(text, paragraph);
  add_block(text, draft.code);
  if (draft.action) add_block(text, draft.action->label + "\n" + draft.action->address);
  for (auto const& section : draft.sections) add_block(text, text_of(section));
  if (!draft.small.empty() || !draft.ways.empty()) add_block(text, "-- ");
  for (auto const& line : draft.small) text += "\n" + line;
  for (auto const& way : draft.ways) text += "\n" + way.label + "\n" + way.address;
  return text + "\n";
}

std::string html_of(Draft const& draft, i18n::Words const& words) {
  // A letter is no page of ours: it has no browser, no form and no request.
  views::Context const nowhere{.words = words, .nonce = {}, .csrf = {}, .now = {}, .here = {}};
  return views::letter(nowhere, draft).markup();
}

}  // namespace

Letter letter_of(Draft const& draft, std::string to, i18n::Words const& words) {
  return {std::move(to), draft.subject, text_of(draft, words), html_of(draft, words), draft.unsubscribe, draft.not_before, draft.reply_to};
}

}  // namespace mail
