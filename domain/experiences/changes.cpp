#include "domain/experiences/changes.h"

#include <algorithm>
#include <map>

#include "domain/experiences/content_fields.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

std::string_view label_of(std::string_view field) {
  static std::map<std::string_view, std::string_view> const labels = {{"title", i18n::msgid("Title")},
                                                                      {"summary", i18n::msgid("In short")},
                                                                      {"size", i18n::msgid("Size")},
                                                                      {"narrator", i18n::msgid("Told by")},
                                                                      {"writer", i18n::msgid("Written by")},
                                                                      {"interview_date", i18n::msgid("Interview of")},
                                                                      {"audiences", i18n::msgid("Audiences")},
                                                                      {"themes", i18n::msgid("Themes")},
                                                                      {"catalyst_roles", i18n::msgid("Roles of a catalyst")},
                                                                      {"keywords", i18n::msgid("Keywords")},
                                                                      {"skills", i18n::msgid("Skills")},
                                                                      {"period_start", i18n::msgid("Start")},
                                                                      {"period_end", i18n::msgid("End")},
                                                                      {"step", i18n::msgid("Progress")},
                                                                      {"participation_level", i18n::msgid("Place of the inhabitants")},
                                                                      {"actions", i18n::msgid("Story and key moments")},
                                                                      {"actors", i18n::msgid("Who took part")},
                                                                      {"means", i18n::msgid("Means")},
                                                                      {"results", i18n::msgid("What it changed")},
                                                                      {"obstacles", i18n::msgid("Obstacles")},
                                                                      {"levers", i18n::msgid("Levers")},
                                                                      {"transfer", i18n::msgid("Taking it up, adapting it")},
                                                                      {"methods_used", i18n::msgid("Methods used")},
                                                                      {"links", i18n::msgid("Links")},
                                                                      {"contact", i18n::msgid("Contact")},
                                                                      {"can_be_visited", i18n::msgid("Can be visited")},
                                                                      {"licence", i18n::msgid("Licence")},
                                                                      {"language", i18n::msgid("Language")},
                                                                      {"source", i18n::msgid("Source")},
                                                                      {"context", i18n::msgid("Where it started")},
                                                                      {"objectives", i18n::msgid("Objectives")},
                                                                      {"governance", i18n::msgid("Who decides, and how")},
                                                                      {"lessons", i18n::msgid("Lessons")},
                                                                      {"if_again", i18n::msgid("If it were to do again")},
                                                                      {"attachments", i18n::msgid("Photos and documents")},
                                                                      {"closer", i18n::msgid("Who reads which part")},
                                                                      {"relations", i18n::msgid("Relations around it")},
                                                                      {"outlook", i18n::msgid("What comes next")}};
  auto const found = labels.find(field);
  return found == labels.end() ? field : found->second;
}

std::string_view word_of(std::string_view field, std::string_view code, Vocabulary const& vocabulary) {
  for (auto const& [name, list] : {std::pair{"themes", List::theme}, std::pair{"obstacles", List::obstacle}, std::pair{"levers", List::lever}})
    if (field == name) return vocabulary.label(list, code);
  static std::map<std::string_view, std::span<Term const>> const vocabularies = {{"size", sizes()},
                                                                                 {"audiences", audiences()},
                                                                                 {"catalyst_roles", catalyst_roles()},
                                                                                 {"step", steps()},
                                                                                 {"participation_level", participation_levels()}};
  auto const found = vocabularies.find(field);
  return found == vocabularies.end() ? std::string_view{} : msgid_of(found->second, code);
}

/// Puts a field into text; one item a paragraph, one detail a line.
struct Speaker {
  Vocabulary const& vocabulary;
  i18n::Words const& words;
  std::string out;
  std::string only;  ///< code of the one passage to say; "": all
  std::string list;  ///< field whose vocabulary `type` belongs to

  std::string said(std::string_view field, std::string const& text) const {
    if (text.empty()) return text;
    auto const msgid = word_of(field, text, vocabulary);
    return msgid.empty() ? text : words.t(msgid);
  }
  void line(std::string const& text) {
    if (!text.empty()) out.append(text).append("\n");
  }
  void operator()(std::string_view name, std::string const& text) {
    if (name == "code") line(shown_code(text));
    else if (name == "print" || name == "file" || name == "shape" || name == "kind") return;
    else if (name == "part") line(words.t(label_of(parts_of(text).first)) + " " + shown_code(parts_of(text).second));
    else if (name == "circle") line(words.t(visibility_msgid(accounts::visibility_from(text).value_or(accounts::Visibility::private_))));
    else line(said(name == "type" ? list : name, text));
  }
  void operator()(std::string_view name, bool yes) {
    if (name == "foreseen" || name == "positive") line(yes ? "" : words.t(name == "foreseen" ? i18n::msgid("Unforeseen") : i18n::msgid("Less good")));
    else if (yes)
      line(words.t(name == "overcome"         ? i18n::msgid("Overcome")
                       : name == "key_moment" ? i18n::msgid("Key moment")
                       : name == "consent"    ? i18n::msgid("The people pictured agree")
                                              : i18n::msgid("Yes")));
  }
  void operator()(std::string_view, int severity) { line(words.t("Severity {} of 3", {severity})); }
  void operator()(std::string_view name, std::vector<std::string> const& texts) {
    std::vector<std::string> all;
    for (auto const& text : texts) all.push_back(said(name, text));
    line(base::join(all, name == "links" || name == "funding" ? "\n" : ", "));
  }
  template <Compound T>
  void operator()(std::string_view, T const& thing) {
    each_field(thing, *this);
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    list = name;
    for (auto const& thing : things) {
      if constexpr (Coded<T>)
        if (!only.empty() && thing.code != only) continue;
      if (!out.empty()) out += '\n';
      each_field(thing, *this);
    }
  }
};

template <class Work>
void each_pair(Content const& left, Content const& right, Work&& work) {
  each_field(left, [&]<class T>(std::string_view name, T const& mine) {
    each_field(right, [&]<class U>(std::string_view other, U const& yours) {
      if constexpr (std::same_as<T, U>)
        if (name == other) work(name, mine, yours);
    });
  });
}

}  // namespace

std::vector<Change> changes(Content const& before, Content const& after, Vocabulary const& vocabulary, i18n::Words const& words) {
  std::vector<Change> found;
  each_pair(before, after, [&](std::string_view name, auto const& old_value, auto const& new_value) {
    if (old_value == new_value || name == "retired") return;
    Change change{
        std::string{name}, std::string{label_of(name)}, field_text(before, name, vocabulary, words), field_text(after, name, vocabulary, words), {}};
    change.pieces = difference(change.before, change.after);
    found.push_back(std::move(change));
  });
  return found;
}

std::string field_text(Content const& content, std::string_view field, Vocabulary const& vocabulary, i18n::Words const& words) {
  auto const parts = parts_of(field);
  Speaker speaker{vocabulary, words, {}, std::string{parts.second}, {}};
  each_field(content, [&](std::string_view name, auto const& value) {
    if (name == parts.first) speaker(name, value);
  });
  return std::string{base::trimmed(speaker.out)};
}

std::string_view field_msgid(std::string_view field) { return label_of(parts_of(field).first); }

std::pair<std::string_view, std::string_view> parts_of(std::string_view field) {
  auto const dot = field.find('.');
  if (dot == std::string_view::npos) return {field, {}};
  return {field.substr(0, dot), field.substr(dot + 1)};
}

}  // namespace experiences
