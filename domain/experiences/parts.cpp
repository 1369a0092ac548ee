#include "domain/experiences/parts.h"

#include <algorithm>
#include <map>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/passage_codes.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

/// Fields that tell nothing of their own: how a sheet is found, its size, what it is under.
bool tells(std::string_view field) {
  static constexpr std::string_view apart[] = {
      "size",         "narrator",   "writer", "interview_date",      "audiences",    "themes", "catalyst_roles", "keywords", "skills",
      "period_start", "period_end", "step",   "participation_level", "methods_used", "links",  "can_be_visited", "licence",  "language",
      "source",       "retired",    "closer"};
  return std::find(std::begin(apart), std::end(apart), field) == std::end(apart);
}

template <class T>
concept Passages = requires {
  typename T::value_type;
}
&&Coded<typename T::value_type>;

template <class T>
bool is_empty(T const& value) {
  if constexpr (requires { value.empty(); }) return value.empty();
  else return value == T{};
}

/// The thing a part names, whatever its kind; `work` is not called when it is not there.
template <class C, class Work>
void with_part(C& content, std::string_view part, Work&& work) {
  // Not as bindings: clang 14, with which the fuzzers are built, lets no lambda capture one.
  auto const parts = parts_of(part);
  auto const field = parts.first, code = parts.second;
  each_field(content, [&]<class T>(std::string_view name, T& value) {
    if (name != field) return;
    if constexpr (Passages<std::remove_const_t<T>>) {
      if (!code.empty()) {
        for (auto& one : value)
          if (one.code == code) return work(one);
        return;
      }
    }
    if (code.empty()) work(value);
  });
}

/// What a reader sees of a text inside a part.
std::string_view label_in(std::string_view name) {
  static std::map<std::string_view, std::string_view> const labels = {{"text", i18n::msgid("Text")},
                                                                      {"how", i18n::msgid("How, or where it stands")},
                                                                      {"effect", i18n::msgid("What it gave")},
                                                                      {"title", i18n::msgid("Title")},
                                                                      {"who", i18n::msgid("Who")},
                                                                      {"time", i18n::msgid("Time")},
                                                                      {"people", i18n::msgid("People")},
                                                                      {"budget", i18n::msgid("Money")},
                                                                      {"conditions", i18n::msgid("Conditions")},
                                                                      {"adaptable", i18n::msgid("To adapt")},
                                                                      {"not_transferable", i18n::msgid("Not to copy")},
                                                                      {"help_offered", i18n::msgid("Help offered")},
                                                                      {"evidence", i18n::msgid("Where the number comes from")},
                                                                      {"caption", i18n::msgid("Caption")},
                                                                      {"alternative", i18n::msgid("In words, for those who do not see it")}};
  auto const found = labels.find(name);
  return found == labels.end() ? std::string_view{} : found->second;
}

}  // namespace

std::vector<std::string> parts_in(Content const& content) {
  std::vector<std::string> parts;
  each_field(content, [&]<class T>(std::string_view name, T const& value) {
    if (!tells(name) || is_empty(value)) return;
    if constexpr (Passages<T>) {
      for (auto const& one : value) parts.push_back(std::string{name} + "." + one.code);
    } else {
      parts.emplace_back(name);
    }
  });
  return parts;
}

std::vector<std::string> closable_sections() {
  std::vector<std::string> sections;
  Content const blank;
  each_field(blank, [&](std::string_view name, auto const&) {
    if (tells(name) && name != "title" && name != "summary") sections.emplace_back(name);
  });
  return sections;
}

bool is_part(std::string_view key) {
  auto const parts = parts_of(key);
  auto const field = parts.first, code = parts.second;
  bool found = false;
  Content const blank;
  each_field(blank, [&]<class T>(std::string_view name, T const&) {
    if (name != field || !tells(name)) return;
    if (code.empty()) found = true;
    else if constexpr (Passages<T>) found = is_code(code, letter_of<typename T::value_type>());
  });
  return found;
}

std::string print_of(Content const& content, std::string_view part) {
  // A content that says nothing but this part; its JSON is the same for the same words.
  Content alone;
  alone.size = alone.licence = alone.language = "";
  bool found = false;
  auto const parts = parts_of(part);
  auto const field = parts.first, code = parts.second;
  each_field(content, [&]<class T>(std::string_view name, T const& value) {
    if (name != field) return;
    each_field(alone, [&]<class U>(std::string_view other, U& into) {
      if constexpr (std::same_as<T, U>)
        if (other == field) {
          if constexpr (Passages<T>) {
            for (auto const& one : value)
              if (code.empty() || one.code == code) into.push_back(one), found = true;
          } else if (!is_empty(value)) {
            into = value, found = true;
          }
        }
    });
  });
  return found ? base::fingerprint(to_json(alone)).substr(0, 32) : std::string{};
}

void leave_out(Content& content, std::string_view part) {
  auto const parts = parts_of(part);
  auto const field = parts.first, code = parts.second;
  each_field(content, [&]<class T>(std::string_view name, T& value) {
    if (name != field) return;
    if constexpr (Passages<T>) {
      if (!code.empty()) {
        std::erase_if(value, [&](auto const& one) { return one.code == code; });
        return;
      }
    }
    value = T{};
  });
  for (auto& lever : content.levers) std::erase_if(lever.overcame, [&](std::string const& one) { return !place_of_obstacle(content, one); });
}

std::vector<PartText> texts_of(Content const& content, std::string_view part) {
  std::vector<PartText> texts;
  with_part(content, part, [&]<class T>(T const& thing) {
    if constexpr (Is<T, std::string>) texts.push_back({"", {}, thing});
    else if constexpr (Compound<std::remove_cvref_t<T>>)
      each_field(thing, [&]<class U>(std::string_view name, U const& text) {
        if constexpr (Is<U, std::string>)
          if (auto const label = label_in(name); !label.empty() && !text.empty()) texts.push_back({std::string{name}, label, text});
      });
  });
  return texts;
}

void rewrite(Content& content, std::string_view part, std::string_view name, std::string text) {
  with_part(content, part, [&]<class T>(T& thing) {
    if constexpr (Is<T, std::string>) {
      if (name.empty()) thing = std::move(text);
    } else if constexpr (Compound<std::remove_cvref_t<T>>) {
      each_field(thing, [&]<class U>(std::string_view other, U& into) {
        if constexpr (Is<U, std::string>)
          if (other == name && !label_in(name).empty()) into = std::move(text);
      });
    }
  });
}

}  // namespace experiences
