#include "domain/territories/territory.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace territories {
namespace {

struct TypeWords {
  std::string_view code, msgid;
};
using i18n::msgid;

constexpr std::array<TypeWords, 7> type_words{{{"commune", msgid("Commune")},
                                               {"epci", msgid("Intercommunality")},
                                               {"ept", msgid("Territory of Greater Paris")},
                                               {"department", msgid("Department")},
                                               {"region", msgid("Region")},
                                               {"group", msgid("Grouping")},
                                               {"adhoc", msgid("Free perimeter")}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Two logarithms apart is a hundred times as many inhabitants.
double population_gap(Territory const& one, Territory const& other) {
  if (!one.population || !other.population) return 1;
  auto const log_of = [](std::int64_t count) { return std::log10(static_cast<double>(std::max<std::int64_t>(count, 1))); };
  return std::abs(log_of(*one.population) - log_of(*other.population));
}

std::string ratio_in_words(Territory const& one, Territory const& other) {
  auto const [small, large] = std::minmax(std::max<std::int64_t>(*one.population, 1), std::max<std::int64_t>(*other.population, 1));
  return fmt::format("{:.1f}", static_cast<double>(large) / static_cast<double>(small));
}

}  // namespace

std::string_view code(Type type) { return type_words[static_cast<std::size_t>(type)].code; }
std::string_view msgid_of(Type type) { return type_words[static_cast<std::size_t>(type)].msgid; }

std::optional<Type> type_from(std::string_view text) {
  for (std::size_t at = 0; at < type_words.size(); ++at) {
    if (type_words[at].code == text) return static_cast<Type>(at);
  }
  return std::nullopt;
}

std::optional<Key> parse_key(std::string_view text) {
  std::string_view const whole = base::trimmed(text);
  auto const colon = whole.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const type = type_from(base::trimmed(whole.substr(0, colon)));
  if (!type) return std::nullopt;
  Key key{*type, cleaned_code(*type, whole.substr(colon + 1))};
  if (key.code.empty() || key.code.size() > 120) return std::nullopt;
  return key;
}

std::string text_of(Key const& key) { return fmt::format("{}:{}", code(key.type), key.code); }

TerritoryId id_of(Key const& key) { return TerritoryId::trusted(base::uuid_from_name(fmt::format("territory/{}/{}", code(key.type), key.code))); }

std::string cleaned_code(Type type, std::string_view text) {
  if (type == Type::adhoc) return std::string{base::trimmed(text)};
  constexpr std::array<std::string_view, 4> spaces{" ", "\t", "\xC2\xA0", "\xE2\x80\xAF"};
  std::string clean;
  while (!text.empty()) {
    auto const space = std::find_if(spaces.begin(), spaces.end(), [&](auto const& one) { return text.starts_with(one); });
    char const c = text.front();
    if (space == spaces.end()) clean += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    text.remove_prefix(space == spaces.end() ? 1 : space->size());
  }
  return clean;
}

std::optional<std::string> with_lost_zero(Type type, std::string_view text) {
  std::size_t const whole = type == Type::commune ? 5 : type == Type::department || type == Type::region ? 2 : 0;
  if (!all_digits(text) || text.size() + 1 != whole) return std::nullopt;
  return "0" + std::string{text};
}

std::string department_code(std::string_view text) {
  std::string const clean = cleaned_code(Type::department, text);
  return with_lost_zero(Type::department, clean).value_or(clean);
}

std::string department_of_commune(std::string_view text) {
  std::size_t const length = text.starts_with("97") || text.starts_with("98") ? 3 : 2;
  return std::string{text.substr(0, length)};
}

int population_band(std::optional<std::int64_t> population) {
  if (!population || *population < 0) return 0;
  constexpr std::array<std::int64_t, 7> starts{500, 2000, 5000, 10000, 20000, 50000, 100000};
  return 1 + static_cast<int>(std::upper_bound(starts.begin(), starts.end(), *population) - starts.begin());
}

std::string_view msgid_of_band(int band) {
  constexpr std::array<std::string_view, 9> words{
      msgid("Population unknown"),           msgid("Under 500 inhabitants"),        msgid("500 to 1,999 inhabitants"),
      msgid("2,000 to 4,999 inhabitants"),   msgid("5,000 to 9,999 inhabitants"),   msgid("10,000 to 19,999 inhabitants"),
      msgid("20,000 to 49,999 inhabitants"), msgid("50,000 to 99,999 inhabitants"), msgid("100,000 inhabitants and more")};
  return words[band < 0 || band > 8 ? 0 : static_cast<std::size_t>(band)];
}

bool is_typology(std::string_view text) { return text == "rural" || text == "intermediate" || text == "urban"; }

std::string_view msgid_of_typology(std::string_view text) {
  if (text == "rural") return msgid("Rural");
  if (text == "intermediate") return msgid("Intermediate, between town and country");
  if (text == "urban") return msgid("Urban");
  return msgid("Kind not known");
}

std::string_view typology_of_density(int level) {
  if (level < 1 || level > 7) return "";
  return level <= 2 ? "urban" : level <= 4 ? "intermediate" : "rural";
}

std::string Territory::label() const {
  bool const stands_alone = type == Type::region || type == Type::adhoc;
  std::string const& aside = type == Type::department ? code : department;
  return stands_alone || aside.empty() ? name : fmt::format("{} ({})", name, aside);
}

double kilometres(Territory const& one, Territory const& other) {
  if (!one.latitude || !one.longitude || !other.latitude || !other.longitude) return 20000;
  constexpr double radian = 3.14159265358979 / 180, degree = 111.2;
  double const middle = std::cos((*one.latitude + *other.latitude) / 2 * radian);
  return degree * std::hypot((*one.longitude - *other.longitude) * middle, *one.latitude - *other.latitude);
}

Likeness likeness(Territory const& one, Territory const& other) {
  Likeness found;
  double const gap = population_gap(one, other);
  found.distance = gap * 2 + std::min(kilometres(one, other), 20000.0) / 1e6;
  auto const compare = [&](bool same, double weight, std::string msgid) {
    if (!same) found.distance += weight;
    if (same && !msgid.empty()) found.reasons.push_back({std::move(msgid), {}, {}});
  };
  compare(one.typology == other.typology && !one.typology.empty(), 1, msgid("same kind of territory"));
  bool const counted = one.population && other.population;
  if (counted && gap < 0.02) found.reasons.push_back(base::Refusal{"as many inhabitants", {}, {}});
  if (counted && gap >= 0.02 && gap < 0.3) found.reasons.push_back(base::Refusal{"population close (×{})", {ratio_in_words(one, other)}, {}});
  compare(one.nature == other.nature, 0.3, "");
  compare(one.region == other.region && !one.region.empty(), 0.4, msgid("same region"));
  compare(one.zone == other.zone, 1.5, one.zone == "drom" ? msgid("overseas too") : "");
  return found;
}

}  // namespace territories
