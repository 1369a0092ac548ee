#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "domain/atelier/method.h"
#include "platform/db/database.h"

/// Pictures in the texts of a method: their bytes on disk, once a content; whose they are in the database.
namespace atelier {

inline constexpr std::uint64_t heaviest_picture = 20u << 20;
inline constexpr int most_pictures = 60;  ///< of one method

struct Picture {
  std::string print, kind, words;
};

class MethodPictures {
 public:
  explicit MethodPictures(std::filesystem::path folder) : m_folder{std::move(folder)} {}

  /// Made fit to be shown, without its metadata, and kept on disk. Refuses in words what is no picture.
  base::Outcome<Picture> keep(std::string const& bytes, std::string_view name, std::string_view words) const;
  /// One that left from here, bytes and all: kept as it is when its name is still that of its bytes, else made fit again.
  base::Outcome<Picture> keep_again(std::string const& bytes, std::string_view file_name, std::string_view words) const;
  /// False when the method has as many as it may.
  static bool add(db::Session& session, base::World const& world, MethodId const& method, std::optional<accounts::PersonId> const& by,
                  Picture const& picture);
  static std::optional<Picture> find(db::Session& session, MethodId const& method, std::string_view print);
  std::optional<std::filesystem::path> file_of(Picture const& picture) const;

 private:
  std::filesystem::path m_folder;
};

}  // namespace atelier
