#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The disk the place stands on.
namespace administration {

struct Room {
  std::uint64_t free = 0, whole = 0;  ///< bytes; 0 when the disk does not say
};
Room room_of(std::filesystem::path const& folder);

struct Folder {
  std::string name;  ///< "" for the files at the top: the database
  std::uint64_t bytes = 0;
  std::int64_t files = 0;
};
/// What each folder of the data holds, the largest first. Stops counting after 200,000 files.
std::vector<Folder> folders_of(std::filesystem::path const& data);

bool same_disk(std::filesystem::path const& one, std::filesystem::path const& other);

/// Memory of this program, bytes.
std::uint64_t resident_bytes();

}  // namespace administration
