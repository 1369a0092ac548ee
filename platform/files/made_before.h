#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace files {

/// What was costly to make, kept in a folder under what it was made from, to be taken again instead of made. The folder may be
/// emptied or damaged at any time: what is missing or broken is made anew, and nothing here ever throws for the disk's sake.
class MadeBefore {
 public:
  /// An empty folder keeps nothing. `most`: bytes it may hold after tidy().
  explicit MadeBefore(std::filesystem::path folder = {}, std::uint64_t most = 512u << 20);

  /// The bytes made by this recipe from this matter: those of the last time, else those of `make`, kept when there are some.
  /// `recipe` names the way and the version of what it calls, `matter` everything it reads: the same two must always give the same
  /// bytes. Another build of this program starts anew.
  std::optional<std::string> once(std::string_view recipe, std::string_view matter, std::function<std::optional<std::string>()> const& make) const;

  /// Where it keeps them; empty when it does not.
  std::filesystem::path const& folder() const { return m_folder; }
  /// Throws away what nobody used for a month, then what was used the longest ago until the folder holds no more than it may.
  void tidy() const;

 private:
  std::optional<std::string> find(std::filesystem::path const& file) const;
  void keep(std::filesystem::path const& file, std::string_view bytes) const;

  std::filesystem::path m_folder;
  std::uint64_t m_most;
};

}  // namespace files
