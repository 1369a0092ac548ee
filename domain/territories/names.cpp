#include "domain/territories/names.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"

namespace territories {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

bool is_article(std::string_view word) {
  constexpr std::array<std::string_view, 4> articles{"l", "le", "la", "les"};
  return std::find(articles.begin(), articles.end(), word) != articles.end();
}

bool looks_like_department(std::string_view text) {
  if (text.size() < 2 || text.size() > 3) return false;
  if (text == "2A" || text == "2B") return true;
  bool const digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && (text.size() == 2 || text.starts_with("97") || text.starts_with("98"));
}

bool in_department(Namesake const& namesake, std::string_view department) {
  if (department == "20") return namesake.department == "2A" || namesake.department == "2B";
  return namesake.department == department;
}

/// The only one among those kept; several rows may name the same territory.
template <class Keep>
Choice only(std::span<Namesake const> namesakes, Certainty certainty, Keep keep) {
  Choice choice;
  for (Namesake const& namesake : namesakes) {
    if (!keep(namesake)) continue;
    if (!choice.id.empty() && choice.id != namesake.id) return {Certainty::ambiguous, {}};
    choice = {certainty, namesake.id};
  }
  return choice;
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char const c : base::fold(text) + " ") {
    if (is_letter_or_digit(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (words[at] == "st") words[at] = "saint";
    if (words[at] == "ste") words[at] = "sainte";
  }
  return words;
}

std::string name_key(std::string_view name) {
  std::vector<std::string> const words = name_words(name);
  std::vector<std::string> kept;
  std::copy_if(words.begin(), words.end(), std::back_inserter(kept), [](auto const& word) { return !is_article(word); });
  return base::join(kept.empty() ? words : kept, " ");
}

Typed split_typed(std::string_view text) {
  std::string_view const whole = base::trimmed(text);
  auto const open = whole.rfind('(');
  if (open != std::string_view::npos && open > 0 && whole.ends_with(')')) {
    std::string const inside = department_code(whole.substr(open + 1, whole.size() - open - 2));
    if (looks_like_department(inside)) return {std::string{base::trimmed(whole.substr(0, open))}, inside};
  }
  auto const space = whole.find_last_of(" ,");
  if (space != std::string_view::npos) {
    std::string const last = cleaned_code(Type::department, whole.substr(space + 1));
    if (looks_like_department(last)) return {std::string{base::trimmed(whole.substr(0, space))}, last};
  }
  return {std::string{whole}, ""};
}

Choice choose(std::span<Namesake const> namesakes, std::string_view department) {
  if (!department.empty()) {
    auto const here = only(namesakes, Certainty::exact, [&](auto const& one) { return !one.former && in_department(one, department); });
    if (here.certainty != Certainty::unknown) return here;
    auto const formerly = only(namesakes, Certainty::former_name, [&](auto const& one) { return in_department(one, department); });
    if (formerly.certainty != Certainty::unknown) return formerly;
  }
  auto const certainty = department.empty() ? Certainty::exact : Certainty::other_department;
  auto const anywhere = only(namesakes, certainty, [](auto const& one) { return !one.former; });
  if (anywhere.certainty != Certainty::unknown) return anywhere;
  return only(namesakes, department.empty() ? Certainty::former_name : Certainty::other_department, [](auto const&) { return true; });
}

}  // namespace territories
