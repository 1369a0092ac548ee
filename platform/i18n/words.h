#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace i18n {

enum class Language { french, english };
std::string_view code(Language language);  ///< "fr", "en"

/// Marks a msgid that reaches t() by a variable, so that tools/check_words.mjs finds it.
constexpr char const* msgid(char const* text) { return text; }

/// A value put in place of the next {} of a message.
struct Argument {
  std::string text;
  Argument(std::string value) : text{std::move(value)} {}
  Argument(std::string_view value) : text{value} {}
  Argument(char const* value) : text{value} {}
  /// Any whole number; nothing is separated: use Words::number for what is read.
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Argument(T value) : text{std::to_string(value)} {}
};

/// The words of one language. Msgids are English; a msgid without translation is shown as it stands.
/// Safe to share between threads. French is the default language of the program.
class Words {
 public:
  virtual ~Words() = default;
  virtual Language language() const = 0;

  /// The message, its {} filled in order.
  std::string t(std::string_view msgid, std::vector<Argument> const& arguments = {}) const;
  /// The same with a context for translators: tc("button", "Save").
  std::string tc(std::string_view context, std::string_view msgid, std::vector<Argument> const& arguments = {}) const;
  /// One or many; `count` fills the first {} with its thousands separated.
  std::string tn(std::string_view one, std::string_view many, std::int64_t count, std::vector<Argument> const& more = {}) const;
  std::string refusal(base::Refusal const& refusal) const;

  virtual std::string number(std::int64_t value) const = 0;          ///< 1 200 with a narrow no-break space
  virtual std::string number(double value, int decimals) const = 0;  ///< 3,5
  virtual std::string percent(double share) const = 0;               ///< 0.58 → 58 % with a no-break space
  virtual std::string bytes(std::uint64_t count) const = 0;          ///< 3,4 Mo
  virtual std::string day(base::Day day) const = 0;                  ///< 3 mai 2018
  virtual std::string month(base::Day day) const = 0;                ///< mai 2018
  virtual std::string moment(base::Instant instant) const = 0;       ///< 3 mai 2018 à 9 h 30, Europe/Paris
  virtual std::string hour(base::Instant instant) const = 0;         ///< 9 h 30
  /// "aujourd’hui", "hier", "dans 12 jours", else the day.
  virtual std::string relative_day(base::Instant instant, base::Instant now) const = 0;
  /// "a, b et c".
  virtual std::string enumeration(std::vector<std::string> const& items) const = 0;
  /// Orders two texts as a dictionary of the language would.
  virtual bool comes_before(std::string_view left, std::string_view right) const = 0;

 protected:
  virtual std::string look_up(std::string_view context, std::string_view msgid) const = 0;
  virtual std::string look_up(std::string_view one, std::string_view many, std::int64_t count) const = 0;
};

/// Both languages, read once from `folder`/{fr,en}/LC_MESSAGES/essaim.mo. Throws when French is missing.
class Dictionary {
 public:
  static std::unique_ptr<Dictionary> load(std::string const& folder);
  virtual ~Dictionary() = default;
  virtual Words const& words(Language language) const = 0;
};

/// The first of our languages in an Accept-Language header; French when none is.
Language preferred(std::string_view accept_language);

}  // namespace i18n
