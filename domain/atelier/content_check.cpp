#include "domain/atelier/content_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/atelier/method_fields.h"
#include "domain/atelier/review.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

constexpr std::size_t longest_line = 500, longest_item = 2'000, longest_text = 8'000, longest_body = 100'000, longest_whole = 300'000,
                      most_items = 60, most_translations = 600;
constexpr int most_minutes = 366 * 24 * 60, most_people = 1'000'000;

std::string without_odd_characters(std::string_view text) {
  auto const unix_text = base::with_unix_lines(text);
  std::string out;
  for (auto const line : base::lines(unix_text)) {
    for (char const letter : line) {
      if (letter == '\t') out += "  ";
      else if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F) out += letter;
    }
    // Two spaces at a line's end would be a line break that no one sees.
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return std::string{base::trimmed(out)};
}

std::string on_one_line(std::string_view text) {
  auto out = without_odd_characters(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

template <class Thing>
void normalise(Thing& thing);

void normalise_value(std::string_view name, std::string& text) { text = is_one_line(name) ? on_one_line(text) : without_odd_characters(text); }
void normalise_value(std::string_view, int&) {}
void normalise_value(std::string_view, Texts& texts) {
  Texts kept;
  for (auto const& text : texts)
    if (auto clean = on_one_line(text); !clean.empty() && std::find(kept.begin(), kept.end(), clean) == kept.end()) kept.push_back(std::move(clean));
  texts = std::move(kept);
}
void normalise_value(std::string_view, std::vector<Step>& steps) {
  for (auto& step : steps) normalise(step);
  std::erase_if(steps, [](Step const& step) { return step.title.empty() && step.instruction.empty() && step.tip.empty(); });
}
template <class Thing>
requires(std::same_as<Thing, Variant> || std::same_as<Thing, Translation>) void normalise_value(std::string_view, std::vector<Thing>& things) {
  for (auto& thing : things) normalise(thing);
  std::erase_if(things, [](Thing const& thing) { return thing.text.empty(); });
}

template <class Thing>
void normalise(Thing& thing) {
  each_member<Thing>([&](std::string_view name, auto member) { normalise_value(name, thing.*member); });
}

/// Walks what was written and notes what cannot be kept, field by field.
class Checker {
 public:
  template <class Thing>
  void walk(Thing const& thing, std::string const& prefix) {
    each_member<Thing>([&](std::string_view name, auto member) { look_at(prefix + std::string{name}, name, thing.*member); });
  }
  void refuse(std::string field, std::string msgid, std::vector<std::string> arguments) {
    m_refusals.push_back({std::move(msgid), std::move(arguments), std::move(field)});
  }
  std::size_t size() const { return m_size; }
  std::vector<base::Refusal> take() { return std::move(m_refusals); }

 private:
  void look_at(std::string const& field, std::string_view name, std::string const& text) {
    check_size(field, text, name == "body" ? longest_body : is_one_line(name) ? longest_line : longest_text);
    check_term(field, name, text);
    if (name == "date" && !text.empty() && !is_date(text)) refuse(field, "“{}” is not a date: write 2024, 2024-03 or 2024-03-18.", {text});
    if (is_one_line(name)) return;
    if (auto const checked = markdown::checked(text); !checked) refuse(field, checked.error().msgid, checked.error().arguments);
  }
  void look_at(std::string const& field, std::string_view name, int number) {
    int const most = name == "difficulty" ? 3 : name.starts_with("duration") || name == "minutes" ? most_minutes : most_people;
    if (number < 0 || number > most) refuse(field, "A number from 0 to {} was expected.", {std::to_string(most)});
  }
  void look_at(std::string const& field, std::string_view name, Texts const& texts) {
    check_count(field, texts.size());
    for (auto const& text : texts) {
      check_size(field, text, longest_item);
      check_term(field, name, text);
      if (name == "experiences_using" && base::slug(text, 200) != text)
        refuse(field, "“{}” is not the address of an experience: small letters, digits and hyphens.", {text});
    }
  }
  template <class Thing>
  void look_at(std::string const& field, std::string_view, std::vector<Thing> const& things) {
    check_count(field, things.size(), std::same_as<Thing, Translation> ? most_translations : most_items);
    std::size_t place = 0;
    for (auto const& thing : things) walk(thing, field + "." + std::to_string(++place) + ".");
  }
  void check_count(std::string const& field, std::size_t count, std::size_t most = most_items) {
    if (count > most) refuse(field, "At most {} items here.", {std::to_string(most)});
  }
  void check_size(std::string const& field, std::string const& text, std::size_t longest) {
    m_size += text.size();
    if (text.size() > longest)
      refuse(field, "This text is too long: {} characters, at most {}.", {std::to_string(text.size()), std::to_string(longest)});
    else if (!base::is_clean_utf8(text)) refuse(field, "This text has characters that cannot be kept.", {});
  }
  void check_term(std::string const& field, std::string_view name, std::string const& text) {
    static std::map<std::string, std::span<Term const>, std::less<>> const vocabularies = {{"stages", stages()},
                                                                                           {"catalyst_roles", experiences::catalyst_roles()},
                                                                                           {"mode", modes()},
                                                                                           {"worked", results()},
                                                                                           {"nature", natures()},
                                                                                           {"kind", territory_kinds()},
                                                                                           {"invariants", adaptable_parts()},
                                                                                           {"adaptable", adaptable_parts()}};
    auto const found = vocabularies.find(name);
    if (found == vocabularies.end() || text.empty() || experiences::is_term(found->second, text)) return;
    refuse(field, "“{}” is not in the list. Expected one of: {}.", {text, experiences::codes_of(found->second)});
  }
  static bool is_date(std::string_view text) {
    std::string day{text};
    if (day.size() == 4) day += "-01-01";
    else if (day.size() == 7) day += "-01";
    return base::parse_day(day).has_value();
  }

  std::size_t m_size = 0;
  std::vector<base::Refusal> m_refusals;
};

/// Every text a reader sees, in the order of the sheet.
template <class Take>
void each_text(Content const& content, Take&& take) {
  each_member<Content>([&](std::string_view name, auto member) {
    auto const& value = content.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::same_as<T, std::string>) {
      if (name != "licence" && name != "language" && name != "mode" && name != "adapted_from") take(value);
    } else if constexpr (std::same_as<T, Texts>) {
      if (name == "stages" || name == "catalyst_roles" || name == "experiences_using" || name == "invariants" || name == "adaptable") return;
      for (auto const& text : value) take(text);
    } else if constexpr (std::same_as<T, std::vector<Step>>) {
      for (auto const& step : value) take(step.title), take(step.instruction), take(step.tip);
    } else if constexpr (std::same_as<T, std::vector<Variant>>) {
      for (auto const& variant : value) take(variant.text);
    }
  });
}

}  // namespace

Content normalised(Content content) {
  normalise(content);
  return content;
}

Trial normalised(Trial trial) {
  normalise(trial);
  return trial;
}

FileReview normalised(FileReview review) {
  normalise(review);
  return review;
}

FileCited normalised(FileCited cited) {
  normalise(cited);
  return cited;
}

std::vector<base::Refusal> check(Content const& content) {
  Checker checker;
  if (base::trimmed(content.title).empty()) checker.refuse("title", "Give the method a title.", {});
  if (base::trimmed(content.pitch).empty()) checker.refuse("pitch", "Say in one sentence what it is for.", {});
  checker.walk(content, "");
  auto const ordered = [&](int least, int most, char const* field) {
    if (most != 0 && least > most)
      checker.refuse(field, "The largest is smaller than the smallest: {} and {}.", {std::to_string(least), std::to_string(most)});
  };
  ordered(content.duration_min, content.duration_max, "duration_max");
  ordered(content.group_min, content.group_max, "group_max");
  if (checker.size() > longest_whole)
    checker.refuse("", "The whole sheet is too long: {} characters, at most {}.", {std::to_string(checker.size()), std::to_string(longest_whole)});
  return checker.take();
}

std::vector<base::Refusal> check(Trial const& trial) {
  Checker checker;
  checker.walk(trial, "");
  if (trial.worked.empty()) checker.refuse("worked", "Say whether it worked: yes, partly or no.", {});
  return checker.take();
}

std::vector<base::Refusal> check(FileReview const& review) {
  Checker checker;
  checker.walk(review, "");
  if (review.who.empty()) checker.refuse("who", "Say who read it.", {});
  if (!base::parse_day(review.date)) checker.refuse("date", "“{}” is not a day: write 2024-03-18.", {review.date});
  for (auto const& line : review.scores)
    if (!score_of(line))
      checker.refuse("scores", "“{}” is no answer to a criterion. Expected, for instance: proven 3 Eleven houses counted.", {line});
  return checker.take();
}

std::vector<base::Refusal> check(FileCited const& cited) {
  Checker checker;
  checker.walk(cited, "");
  if (markdown::citations("[[" + cited.passage + "]]").size() != 1)
    checker.refuse("passage", "“{}” does not name a passage. Expected, for instance: les-clefs-de-la-halle#f1.", {cited.passage});
  if (!base::parse_day(cited.date)) checker.refuse("date", "“{}” is not a day: write 2024-03-18.", {cited.date});
  if (cited.words.empty()) checker.refuse("words", "Say in which words the passage was cited.", {});
  return checker.take();
}

std::vector<Cited> cited_by(Content const& content) {
  std::vector<Cited> cited;
  std::set<Cited> seen;
  auto const add = [&](Cited one) {
    if (seen.insert(one).second) cited.push_back(std::move(one));
  };
  each_text(content, [&](std::string const& text) {
    for (auto const& citation : markdown::citations(text)) add({citation.slug, citation.passage});
  });
  for (auto const& slug : content.experiences_using) add({slug, ""});
  return cited;
}

std::string plain_text_of(Content const& content) {
  std::string out;
  each_text(content, [&](std::string const& text) {
    if (!text.empty()) out.append(markdown::plain_text(text)).append("\n");
  });
  return out;
}

}  // namespace atelier
