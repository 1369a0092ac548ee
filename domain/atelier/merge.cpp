#include "domain/atelier/merge.h"

#include <map>
#include <optional>

#include "domain/atelier/method_fields.h"
#include "domain/writing/writing.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

using i18n::msgid;

std::string in_words(std::string_view name, std::string const& text, i18n::Words const& words) {
  if (name == "stages") return words.t(experiences::msgid_of(stages(), text));
  if (name == "catalyst_roles") return words.t(experiences::msgid_of(experiences::catalyst_roles(), text));
  if (name == "invariants" || name == "adaptable") return words.t(experiences::msgid_of(adaptable_parts(), text));
  if (name == "mode" && !text.empty()) return words.t(experiences::msgid_of(modes(), text));
  return text;
}

std::string text_of(std::string_view name, std::string const& text, i18n::Words const& words) { return in_words(name, text, words); }
std::string text_of(std::string_view, int number, i18n::Words const&) { return number ? std::to_string(number) : std::string{}; }
std::string text_of(std::string_view name, Texts const& texts, i18n::Words const& words) {
  Texts said;
  for (auto const& text : texts) said.push_back(in_words(name, text, words));
  return base::join(said, "\n\n");
}
std::string text_of(std::string_view, std::vector<Step> const& steps, i18n::Words const& words) {
  Texts said;
  for (auto const& step : steps) {
    auto head = step.title;
    if (step.minutes) head += " (" + words.t("{} min", {step.minutes}) + ")";
    for (auto const& part : {head, step.instruction, step.tip})
      if (!part.empty()) said.push_back(part);
  }
  return base::join(said, "\n\n");
}

std::string text_of(std::string_view, std::vector<Variant> const& variants, i18n::Words const& words) {
  Texts said;
  for (auto const& one : variants) said.push_back(words.t(experiences::msgid_of(territory_kinds(), one.kind)) + "\n" + one.text);
  return base::join(said, "\n\n");
}
std::string text_of(std::string_view, std::vector<Translation> const& translations, i18n::Words const&) {
  Texts said;
  for (auto const& one : translations) said.push_back(one.text);
  return base::join(said, "\n\n");
}

/// Two rewritings of one text that touch different words are both kept; of other fields, one has to be chosen.
std::optional<std::string> in_one(std::string const& base, std::string const& theirs, std::string const& mine) {
  return writing::merged_text(base, theirs, mine);
}
template <class T>
std::optional<T> in_one(T const&, T const&, T const&) {
  return std::nullopt;
}

}  // namespace

std::string_view field_msgid(std::string_view field) {
  static std::map<std::string_view, std::string_view> const names = {{"title", msgid("Title")},
                                                                     {"pitch", msgid("In one sentence")},
                                                                     {"licence", msgid("Licence")},
                                                                     {"language", msgid("Language")},
                                                                     {"source", msgid("Source")},
                                                                     {"purposes", msgid("What it is for")},
                                                                     {"stages", msgid("Stages")},
                                                                     {"catalyst_roles", msgid("Roles of a catalyst")},
                                                                     {"duration_min", msgid("Shortest duration, in minutes")},
                                                                     {"duration_max", msgid("Longest duration, in minutes")},
                                                                     {"group_min", msgid("Smallest group")},
                                                                     {"group_max", msgid("Largest group")},
                                                                     {"facilitators", msgid("People to lead it")},
                                                                     {"mode", msgid("Together or at a distance")},
                                                                     {"difficulty", msgid("Difficulty")},
                                                                     {"materials", msgid("Material")},
                                                                     {"room", msgid("Place")},
                                                                     {"preparation", msgid("Preparation")},
                                                                     {"steps", msgid("Steps")},
                                                                     {"variants", msgid("Variants")},
                                                                     {"watch_points", msgid("Watch points")},
                                                                     {"accessibility_notes", msgid("So that everyone takes part")},
                                                                     {"territory_variants", msgid("Kinds of territory")},
                                                                     {"invariants", msgid("To keep as it is")},
                                                                     {"adaptable", msgid("To adapt at will")},
                                                                     {"adapted_from", msgid("Adapted from")},
                                                                     {"adapted_version", msgid("Version adapted")},
                                                                     {"translations", msgid("Translations")},
                                                                     {"outputs", msgid("What remains of it")},
                                                                     {"evaluation", msgid("How to know whether it worked")},
                                                                     {"experiences_using", msgid("Experiences that use it")},
                                                                     {"body", msgid("Text")}};
  auto const found = names.find(field);
  return found == names.end() ? field : found->second;
}

std::string field_text(Content const& content, std::string_view field, i18n::Words const& words) {
  std::string text;
  each_member<Content>([&](std::string_view name, auto member) {
    if (name == field) text = text_of(name, content.*member, words);
  });
  return text;
}

std::vector<Change> changes(Content const& before, Content const& after, i18n::Words const& words) {
  std::vector<Change> found;
  each_member<Content>([&](std::string_view name, auto member) {
    if (before.*member == after.*member) return;
    found.push_back({std::string{name}, words.t(field_msgid(name)), text_of(name, before.*member, words), text_of(name, after.*member, words)});
  });
  return found;
}

Merge merge(Content const& base, Content const& theirs, Content const& mine) {
  Merge merge{theirs, {}};
  each_member<Content>([&](std::string_view name, auto member) {
    if (mine.*member == base.*member || mine.*member == theirs.*member) return;
    if (theirs.*member == base.*member) merge.merged.*member = mine.*member;
    else if (auto together = in_one(base.*member, theirs.*member, mine.*member)) merge.merged.*member = std::move(*together);
    else merge.both.emplace_back(name);
  });
  return merge;
}

void take_field(Content& into, Content const& from, std::string_view field) {
  each_member<Content>([&](std::string_view name, auto member) {
    if (name == field) into.*member = from.*member;
  });
}

}  // namespace atelier
