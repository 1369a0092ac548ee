#include "domain/experiences/experience_views.h"

#include <algorithm>

#include "domain/experiences/content_check.h"
#include "platform/base/text.h"

namespace experiences {

std::vector<Choice> choices_of(std::span<Term const> vocabulary, std::vector<std::string> const& chosen, i18n::Words const& words) {
  std::vector<Choice> choices;
  for (auto const& term : vocabulary)
    choices.push_back({std::string{term.code}, words.t(term.msgid), 0, std::find(chosen.begin(), chosen.end(), term.code) != chosen.end()});
  return choices;
}

std::vector<Choice> choices_of(Vocabulary const& vocabulary, List list, std::vector<std::string> const& chosen, i18n::Words const& words) {
  std::vector<Choice> choices;
  for (auto const& word : vocabulary.words(list)) {
    bool const is_chosen = std::find(chosen.begin(), chosen.end(), word.code) != chosen.end();
    if (word.offered() || is_chosen) choices.push_back({word.code, words.t(word.label), 0, is_chosen});
  }
  return choices;
}

std::string hexagon_of(std::string_view name) {
  std::string letters;
  for (auto const& word : base::split(name, ' ')) {
    if (letters.size() >= 2) break;
    char const first = static_cast<char>(base::fold(word).empty() ? ' ' : base::fold(word).front());
    bool const names = word.size() > 2 && first >= 'a' && first <= 'z' && (word.front() < 'a' || word.front() > 'z');
    if (names) letters += static_cast<char>(first - 'a' + 'A');
  }
  return letters;
}

std::string date_in_words(std::string_view date, i18n::Words const& words) {
  if (!is_date(date) || date.size() == 4) return std::string{date};
  auto const day = base::parse_day(date.size() == 7 ? std::string{date} + "-01" : std::string{date});
  return date.size() == 7 ? words.month(*day) : words.day(*day);
}

std::string refusal_of(FormPage const& page, std::string_view field) {
  for (auto const& [name, words] : page.refusals)
    if (name == field) return words;
  return {};
}

Input input_of(FormPage const& page, std::string name, std::string label, std::string const& value, int rows, std::string help) {
  Input input{name, std::move(label), std::move(help), value, refusal_of(page, name), false, false, rows ? 60'000u : 300u, rows};
  // The first field of the item one has just added takes the keyboard.
  input.focus =
      !page.focus.empty() && name.starts_with(page.focus + ".") && (name.ends_with(".text") || name.ends_with(".title") || name.ends_with(".name"));
  input.required = name == "title";
  return input;
}

Choosing choosing_of(FormPage const& page, std::string name, std::string legend, std::vector<Choice> choices) {
  auto refusal = refusal_of(page, name);
  return {std::move(name), std::move(legend), std::move(refusal), std::move(choices)};
}

bool overcame(Lever const& lever, std::string_view obstacle) {
  return std::find(lever.overcame.begin(), lever.overcame.end(), obstacle) != lever.overcame.end();
}

}  // namespace experiences
