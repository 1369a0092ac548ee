#pragma once
#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// The canonical text of a UUID: 36 lower-case characters. Nothing else is accepted.
std::optional<std::string> canonical_uuid(std::string_view text);

/// An identifier that cannot be mistaken for another kind's: `Id<experiences::Experience>`.
/// Holds the canonical text of a UUID; the default one is empty and names nothing.
template <class Thing>
class Id {
 public:
  Id() = default;
  static std::optional<Id> parse(std::string_view text) {
    auto canonical = canonical_uuid(text);
    if (!canonical) return std::nullopt;
    return Id{std::move(*canonical)};
  }
  /// For text that comes from our own database and was checked when it went in.
  static Id trusted(std::string text) { return Id{std::move(text)}; }

  std::string const& text() const { return m_text; }
  bool empty() const { return m_text.empty(); }
  auto operator<=>(Id const&) const = default;

 private:
  explicit Id(std::string text) : m_text{std::move(text)} {}
  std::string m_text;
};

/// A UUID (version 8) that depends only on its name, so that two instances give the same thing the same identifier.
/// `name`: for instance "experience/demonstration/la-navette".
std::string uuid_from_name(std::string_view name);

}  // namespace base

template <class Thing>
struct std::hash<base::Id<Thing>> {
  std::size_t operator()(base::Id<Thing> const& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
