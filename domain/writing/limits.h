#pragma once
#include <chrono>
#include <cstddef>

/// What a live document bears. Beyond, a change is refused in words and nothing is lost: it stays with who typed it.
namespace writing {

inline constexpr std::size_t longest_text = 1'000'000;      ///< UTF-16 units of one text
inline constexpr std::size_t longest_document = 2'000'000;  ///< of all its texts
inline constexpr std::size_t most_texts = 1'000;
inline constexpr std::size_t longest_name = 80;
inline constexpr std::size_t most_sections = 20'000;  ///< of one change
inline constexpr std::size_t most_updates = 500;      ///< of one push
inline constexpr std::size_t longest_id = 64;
inline constexpr std::size_t longest_push = 4u << 20;  ///< bytes

/// Changes since its own version over which a late one is still brought: beyond, its writer chooses between two texts.
inline constexpr std::size_t farthest_rebase = 20'000;

}  // namespace writing
