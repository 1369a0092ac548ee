#include "domain/experiences/passage_codes.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "domain/experiences/content_fields.h"

namespace experiences {
namespace {

std::size_t number_of(std::string_view code) {
  std::size_t number = 0;
  if (code.size() > 1) std::from_chars(code.data() + 1, code.data() + code.size(), number);
  return number;
}

template <class T, class Visit>
void each_coded(T& content, Visit&& visit) {
  each_field(content, [&]<class Value>(std::string_view, Value& value) {
    if constexpr (requires { typename std::remove_cvref_t<Value>::value_type; }) {
      using Thing = typename std::remove_cvref_t<Value>::value_type;
      if constexpr (Coded<Thing>) visit(value, letter_of<Thing>());
    }
  });
}

}  // namespace

bool is_code(std::string_view code, char letter) {
  if (code.size() < 2 || code.size() > 5 || code[0] != letter || code[1] == '0') return false;
  return std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string next_code(Content const& content, char letter) {
  std::size_t highest = 0;
  for (auto const& code : codes_in(content))
    if (is_code(code, letter)) highest = std::max(highest, number_of(code));
  for (auto const& code : content.retired)
    if (is_code(code, letter)) highest = std::max(highest, number_of(code));
  return letter + std::to_string(highest + 1);
}

void give_codes(Content& content) {
  each_coded(content, [&](auto& things, char letter) {
    std::set<std::string> taken{content.retired.begin(), content.retired.end()};
    for (auto const& thing : things) taken.insert(thing.code);
    for (std::size_t at = 0; at < things.size(); ++at) {
      if (!things[at].code.empty()) continue;
      auto own = letter + std::to_string(at + 1);
      things[at].code = taken.contains(own) ? next_code(content, letter) : std::move(own);
      taken.insert(things[at].code);
    }
  });
}

void renumber(Content& content) {
  content.retired.clear();
  std::map<std::string, std::string> renamed;
  each_coded(content, [&](auto& things, char letter) {
    for (std::size_t at = 0; at < things.size(); ++at) {
      auto const code = letter + std::to_string(at + 1);
      if (letter == 'f' && !things[at].code.empty()) renamed[things[at].code] = code;
      things[at].code = code;
    }
  });
  for (auto& lever : content.levers)
    for (auto& code : lever.overcame)
      if (auto const found = renamed.find(code); found != renamed.end()) code = found->second;
}

void retire_what_left(Content& content, Content const& before) {
  std::set<std::string> retired{before.retired.begin(), before.retired.end()};
  for (auto const& code : codes_in(before)) retired.insert(code);
  for (auto const& code : codes_in(content)) retired.erase(code);
  content.retired.assign(retired.begin(), retired.end());
}

std::optional<std::size_t> place_of_obstacle(Content const& content, std::string_view code) {
  auto const found = std::find_if(content.obstacles.begin(), content.obstacles.end(), [&](Obstacle const& one) { return one.code == code; });
  if (found == content.obstacles.end()) return std::nullopt;
  return static_cast<std::size_t>(found - content.obstacles.begin());
}

std::vector<std::string> codes_in(Content const& content) {
  std::vector<std::string> codes;
  each_coded(content, [&](auto const& things, char) {
    for (auto const& thing : things)
      if (!thing.code.empty()) codes.push_back(thing.code);
  });
  return codes;
}

std::string shown_code(std::string_view code) {
  std::string shown{code};
  if (!shown.empty() && shown.front() >= 'a' && shown.front() <= 'z') shown.front() = static_cast<char>(shown.front() - 'a' + 'A');
  return shown;
}

}  // namespace experiences
