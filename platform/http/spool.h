#pragma once
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace http {

/// A file of the spool folder, readable by us alone, removed when this goes away (if someone has not moved it).
/// Every function throws std::system_error when the disk refuses.
class SpoolFile {
 public:
  /// `kind`: first letters of its name.
  SpoolFile(std::string const& folder, std::string_view kind);
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&&) = delete;
  ~SpoolFile();

  void append(std::string_view bytes);
  /// No more will be appended: others may open the file now.
  void close();
  std::string const& path() const { return m_path; }
  std::uint64_t size() const { return m_size; }

 private:
  std::string m_path;
  int m_file = -1;
  std::uint64_t m_size = 0;
};

/// The body of a request as it comes: in memory while it is small, then in a file.
class ReceivedBody {
 public:
  ReceivedBody(std::string folder, std::uint64_t memory_bytes) : m_folder{std::move(folder)}, m_memory_bytes{memory_bytes} {}

  void append(std::string_view bytes);
  std::uint64_t size() const { return m_file ? m_file->size() : m_text.size(); }
  bool in_memory() const { return !m_file; }
  /// From the first byte. Append nothing after.
  std::unique_ptr<std::istream> open();
  /// The whole of it, wherever it is. To be asked only of a body known to be small.
  std::string take_text();
  /// Forgets it all, the file too.
  void clear();

 private:
  std::string m_folder;
  std::uint64_t m_memory_bytes;
  std::string m_text;
  std::optional<SpoolFile> m_file;
};

/// Makes the folder when it is missing, and removes what a crash left there more than a day ago.
void prepare_spool_folder(std::string const& folder);

}  // namespace http
