#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// A stretch of two texts put side by side: in both, in the second only, in the first only.
struct Piece {
  enum class Kind { same, added, removed };
  Kind kind = Kind::same;
  std::string text;
  bool operator==(Piece const&) const = default;
};

/// The difference of two texts, by words. Texts of thousands of words that share little are compared by lines.
std::vector<Piece> difference(std::string_view before, std::string_view after);

}  // namespace base
