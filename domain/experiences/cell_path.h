#pragma once
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace experiences {

/// Items of a list a sheet may have, and so columns of a spreadsheet may name.
inline constexpr std::size_t most_items = 60;

/// "obstacles.2.how" → "obstacles", 2, "how"; "title" → "title", 0, "".
struct CellPath {
  std::string_view list, field;
  std::size_t number = 0;

  explicit CellPath(std::string_view path) : list{path.substr(0, path.find('.'))} {
    if (list.size() == path.size()) return;
    field = path.substr(list.size() + 1);
    auto const dot = field.find('.');
    if (dot == std::string_view::npos) return;
    auto const digits = field.substr(0, dot);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) number = 0;
    field.remove_prefix(dot + 1);
  }
  /// The name of its vocabulary, if it has one: "obstacles.type", "themes".
  std::string vocabulary() const { return field == "type" ? std::string{list} + ".type" : std::string{list}; }
};

}  // namespace experiences
