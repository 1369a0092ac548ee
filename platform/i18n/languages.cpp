#include <array>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <stdexcept>

#include "platform/i18n/catalogue.h"
#include "platform/i18n/local_time.h"
#include "platform/i18n/words.h"

// ICU is not asked for numbers and dates: its French puts other spaces before % and writes 09:30, where our pages write 9 h 30.
namespace i18n {
namespace {

#define NBSP "\u00a0"
#define NARROW_NBSP "\u202f"

/// The signs and small words in which the two languages differ.
struct Manners {
  Language language;
  char const* locale;
  char const* thousands;
  char const* decimal;
  char const* before_percent;
  std::array<char const*, 4> byte_units;
  std::array<char const*, 12> months;
  char const* first_day;  ///< how the first of the month is written
  char const* moment;     ///< day, hour
  char const* today;
  char const* yesterday;
  char const* tomorrow;
  char const* in_days;
  char const* days_ago;
  char const* last_comma;  ///< before the last of an enumeration
};

Manners const french{Language::french,
                     "fr_FR",
                     NARROW_NBSP,
                     ",",
                     NBSP,
                     {"o", "ko", "Mo", "Go"},
                     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
                     "1er",
                     "{} à {}",
                     "aujourd’hui",
                     "hier",
                     "demain",
                     "dans {} jours",
                     "il y a {} jours",
                     " et "};
Manners const english{Language::english,
                      "en_GB",
                      ",",
                      ".",
                      "",
                      {"B", "kB", "MB", "GB"},
                      {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
                      "1",
                      "{} at {}",
                      "today",
                      "yesterday",
                      "tomorrow",
                      "in {} days",
                      "{} days ago",
                      " and "};

class LanguageWords final : public Words {
 public:
  LanguageWords(Manners const& manners, std::string const& folder) : m_manners{manners}, m_catalogue{Catalogue::open(folder, manners.locale)} {}

  Language language() const override { return m_manners.language; }

  std::string number(std::int64_t value) const override {
    auto const digits = std::to_string(value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
    std::string out = value < 0 ? "\u2212" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (i > 0 && (digits.size() - i) % 3 == 0) out += m_manners.thousands;
      out += digits[i];
    }
    return out;
  }

  std::string number(double value, int decimals) const override {
    if (!std::isfinite(value)) return "–";
    auto const written = fmt::format("{:.{}f}", std::fabs(value), decimals);
    auto const point = written.find('.');
    bool const zero = written.find_first_not_of("0.") == std::string::npos;
    std::string out = value < 0 && !zero ? "\u2212" : "";
    for (std::size_t i = 0, whole = std::min(point, written.size()); i < whole; ++i) {
      if (i > 0 && (whole - i) % 3 == 0) out += m_manners.thousands;
      out += written[i];
    }
    return point == std::string::npos ? out : out + m_manners.decimal + written.substr(point + 1);
  }

  std::string percent(double share) const override {
    if (!std::isfinite(share)) return "–";
    // A few sheets out of a thousand are not « 0 % », nor all but one « 100 % ».
    std::string const sign = share > 0 && share < 0.005 ? "<" NBSP : share < 1 && share >= 0.995 ? ">" NBSP : "";
    double const shown = share > 0 && share < 0.005 ? 1 : share < 1 && share >= 0.995 ? 99 : share * 100;
    return sign + number(shown, 0) + m_manners.before_percent + "%";
  }

  std::string bytes(std::uint64_t count) const override {
    std::size_t unit = 0;
    double value = static_cast<double>(count);
    while (unit + 1 < m_manners.byte_units.size() && value >= 999.5) {
      value /= 1000;
      ++unit;
    }
    bool const decimal = unit > 0 && value < 9.95;
    return number(value, decimal ? 1 : 0) + NBSP + m_manners.byte_units[unit];
  }

  std::string day(base::Day day) const override {
    auto const number = static_cast<unsigned>(day.day());
    return (number == 1 ? std::string{m_manners.first_day} : std::to_string(number)) + NBSP + month(day);
  }

  std::string month(base::Day day) const override {
    auto const number = static_cast<unsigned>(day.month());
    if (number < 1 || number > 12) return "–";
    return std::string{m_manners.months[number - 1]} + " " + std::to_string(static_cast<int>(day.year()));
  }

  std::string moment(base::Instant instant) const override {
    return fmt::format(fmt::runtime(m_manners.moment), day(in_paris(instant).day), hour(instant));
  }

  std::string hour(base::Instant instant) const override {
    auto const local = in_paris(instant);
    if (m_manners.language == Language::english) return fmt::format("{}:{:02}", local.hour, local.minute);
    return local.minute == 0 ? fmt::format("{}" NBSP "h", local.hour) : fmt::format("{}" NBSP "h" NBSP "{:02}", local.hour, local.minute);
  }

  std::string relative_day(base::Instant instant, base::Instant now) const override {
    auto const asked = in_paris(instant).day;
    auto const days = (std::chrono::sys_days{asked} - std::chrono::sys_days{in_paris(now).day}).count();
    if (days == 0) return m_manners.today;
    if (days == 1) return m_manners.tomorrow;
    if (days == -1) return m_manners.yesterday;
    if (days > 1 && days <= 30) return fmt::format(fmt::runtime(m_manners.in_days), days);
    if (days < -1 && days >= -6) return fmt::format(fmt::runtime(m_manners.days_ago), -days);
    return day(asked);
  }

  std::string enumeration(std::vector<std::string> const& items) const override {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out += i + 1 == items.size() ? m_manners.last_comma : ", ";
      out += items[i];
    }
    return out;
  }

  bool comes_before(std::string_view left, std::string_view right) const override { return m_catalogue->comes_before(left, right); }

 protected:
  std::string look_up(std::string_view context, std::string_view msgid) const override { return m_catalogue->message(context, msgid); }
  std::string look_up(std::string_view one, std::string_view many, std::int64_t count) const override {
    return m_catalogue->message(one, many, count);
  }

 private:
  Manners const& m_manners;
  std::unique_ptr<Catalogue const> m_catalogue;
};

class FolderDictionary final : public Dictionary {
 public:
  explicit FolderDictionary(std::string const& folder) : m_french{french, folder}, m_english{english, folder} {}
  Words const& words(Language language) const override { return language == Language::french ? m_french : m_english; }

 private:
  LanguageWords m_french, m_english;
};

}  // namespace

std::unique_ptr<Dictionary> Dictionary::load(std::string const& folder) {
  auto const file = std::filesystem::path{folder} / "fr" / "LC_MESSAGES" / "essaim.mo";
  if (!std::filesystem::exists(file)) throw std::runtime_error{"no French words: " + file.string() + " is missing"};
  return std::make_unique<FolderDictionary>(folder);
}

}  // namespace i18n
