#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace backup {

/// A tar compressed with Zstandard, perhaps sealed: what `tar --zstd` opens when it is not. Entries are whole files.
class PackWriter {
 public:
  /// `at`: seconds since 1970, the date of every entry. Throws std::system_error when the disk says no.
  PackWriter(std::filesystem::path const& path, std::optional<std::string> const& passphrase, std::int64_t at);
  ~PackWriter();
  void begin(std::string const& name, std::uint64_t size);
  /// The bytes of the entry begun: as many as announced, in any number of pieces.
  void write(std::string_view bytes);
  void add(std::string const& name, std::string_view bytes);
  void finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> m_inside;
};

/// Reads it back, one entry after the other. Throws Damage.
class PackReader {
 public:
  PackReader(std::filesystem::path const& path, std::optional<std::string> const& passphrase);
  ~PackReader();
  struct Head {
    std::string name;  ///< a safe relative path
    std::uint64_t size = 0;
  };
  std::optional<Head> next();
  /// The next piece of the entry, good until the next call; empty at its end.
  std::string_view read();
  /// The whole entry; Damage when it is larger than `most`.
  std::string read_all(Head const& head, std::uint64_t most);

 private:
  struct Inside;
  std::unique_ptr<Inside> m_inside;
};

}  // namespace backup
