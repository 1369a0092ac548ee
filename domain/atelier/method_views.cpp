#include "domain/atelier/method_views.h"

#include "domain/atelier/licences.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

std::string refusal_of(FormPage const& page, std::string_view field) {
  for (auto const& [name, says] : page.refusals)
    if (name == field) return says;
  return {};
}

}  // namespace

Input input_of(FormPage const& page, std::string name, std::string label, std::string const& value, int rows, std::string help) {
  Input input{name, std::move(label), std::move(help), value, refusal_of(page, name), rows};
  input.required = name == "title" || name == "pitch";
  input.focus = page.focus == name;
  return input;
}

Input number_of(FormPage const& page, std::string name, std::string label, int value, std::string help) {
  auto input = input_of(page, std::move(name), std::move(label), value ? std::to_string(value) : "", 0, std::move(help));
  input.kind = "number";
  return input;
}

Choosing choosing_of(FormPage const& page, std::string name, std::string legend, std::vector<Choice> choices) {
  auto refusal = refusal_of(page, name);
  return {std::move(name), std::move(legend), std::move(refusal), std::move(choices)};
}

std::string variant_for(Content const& content, std::string_view kind) {
  for (auto const& one : content.territory_variants)
    if (one.kind == kind) return one.text;
  return {};
}

std::vector<LicenceChoice> licence_choices(std::string const& chosen, i18n::Words const& words) {
  std::vector<LicenceChoice> choices;
  for (auto const& one : licences()) choices.push_back({std::string{one.code}, std::string{one.name}, words.t(one.says), one.code == chosen});
  if (!find_licence(chosen) && !chosen.empty()) choices.push_back({chosen, chosen, words.t("The licence it came with."), true});
  return choices;
}

std::vector<Choice> choices_of(std::span<Term const> vocabulary, std::vector<std::string> const& chosen, i18n::Words const& words) {
  std::vector<Choice> choices;
  for (auto const& term : vocabulary) {
    bool const is_chosen = std::find(chosen.begin(), chosen.end(), term.code) != chosen.end();
    choices.push_back({std::string{term.code}, words.t(term.msgid), is_chosen});
  }
  return choices;
}

std::vector<Choice> parts_to_cite_in(Content const& content, i18n::Words const& words) {
  std::vector<Choice> parts = {{"body", words.t("Text"), true}};
  for (std::size_t at = 1; at <= content.steps.size(); ++at)
    parts.push_back({"steps." + std::to_string(at) + ".instruction", words.t("Step {}", {at}), false});
  for (auto const* name : {"watch_points", "variants", "preparation", "accessibility_notes", "outputs", "evaluation"})
    parts.push_back({name, words.t(field_msgid(name)), false});
  return parts;
}

std::string short_name(std::string_view territory) { return std::string{territory.substr(0, territory.find(" ("))}; }

std::string hexagon_of(std::string_view name) {
  std::string letters;
  for (auto const& word : base::split(name.substr(0, name.find(" (")), ' ')) {
    auto const plain = base::fold(word);
    bool const joins = plain == "de" || plain == "du" || plain == "des" || plain == "la" || plain == "le" || plain == "les" || plain == "et";
    if (joins || plain.empty() || letters.size() >= 2) continue;
    if (plain[0] >= 'a' && plain[0] <= 'z') letters += static_cast<char>(plain[0] - 'a' + 'A');
  }
  return letters;
}

std::string date_in_words(std::string_view date, i18n::Words const& words) {
  if (auto const day = base::parse_day(date)) return words.day(*day);
  if (auto const month = date.size() == 7 ? base::parse_day(std::string{date} + "-01") : std::nullopt) return words.month(*month);
  return std::string{date};
}

std::vector<Choice> visibility_choices(accounts::Visibility chosen, i18n::Words const& words) {
  std::vector<Choice> choices;
  using enum accounts::Visibility;
  for (auto const one : {public_, community, cohort, companion, private_})
    choices.push_back({std::string{accounts::code(one)}, words.t(visibility_msgid(one)), one == chosen});
  return choices;
}

}  // namespace atelier
