#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/zip.h"

/// Files of ours on disk. Everything throws std::system_error when the disk says no (full, forbidden…).
namespace files {

/// Readers see the old bytes or the new ones, never a half; they survive a power cut once this returns.
void write_atomically(std::filesystem::path const& path, std::string_view bytes);
/// Nothing when there is no such file, or when it is larger than `most`.
std::optional<std::string> read_file(std::filesystem::path const& path, std::uint64_t most = 256u << 20);

/// In a folder of one's own that may be lost at any time, or that move_in_place will make sure of: not flushed, which spares
/// thousandths of a second a file. Replaces what was there; makes the folder.
void write_draft(std::filesystem::path const& path, std::string_view bytes);

/// Writes the entries in a folder that appears whole under its name, in place of what was there.
void place_folder(std::filesystem::path const& folder, std::vector<Entry> const& entries);

/// The same with a folder already written beside it, which is gone afterwards: what it holds reaches the disk first.
void move_in_place(std::filesystem::path const& made, std::filesystem::path const& folder);

/// A folder that disappears with this object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

/// Contents kept under the fingerprint of their bytes: the same content is kept once.
class ContentFolder {
 public:
  explicit ContentFolder(std::filesystem::path root) : m_root{std::move(root)} {}
  /// The name under which the bytes are found again: 64 hexadecimal characters.
  std::string keep(std::string_view bytes) const;
  /// Nothing for an unknown name, or for one that is no fingerprint.
  std::optional<std::filesystem::path> find(std::string_view name) const;

 private:
  std::filesystem::path path_of(std::string_view name) const;
  std::filesystem::path m_root;
};

}  // namespace files
