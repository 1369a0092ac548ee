#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace i18n {

/// The translations of one language and its dictionary order; Boost.Locale stays in catalogue.cpp.
class Catalogue {
 public:
  /// `locale`: "fr_FR". Reads `folder`/fr/LC_MESSAGES/essaim.mo when it is there.
  static std::unique_ptr<Catalogue const> open(std::string const& folder, std::string const& locale);
  virtual ~Catalogue() = default;

  /// The msgid itself when it has no translation.
  virtual std::string message(std::string_view context, std::string_view msgid) const = 0;
  virtual std::string message(std::string_view one, std::string_view many, std::int64_t count) const = 0;
  virtual bool comes_before(std::string_view left, std::string_view right) const = 0;
};

}  // namespace i18n
