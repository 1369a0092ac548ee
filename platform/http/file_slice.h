#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http {

/// An open file and what of it is to be sent: `length` bytes from `from`.
class FileSlice {
 public:
  /// Nothing when the path is no readable regular file.
  static std::optional<FileSlice> open(std::string const& path);
  FileSlice(FileSlice&& other) noexcept;
  FileSlice& operator=(FileSlice&& other) noexcept;
  ~FileSlice();

  int descriptor() const { return m_file; }
  /// Quoted, changes when the file does.
  std::string const& etag() const { return m_etag; }
  std::uint64_t size() const { return m_size; }

  std::uint64_t from = 0;
  std::uint64_t length = 0;

 private:
  FileSlice() = default;
  int m_file = -1;
  std::uint64_t m_size = 0;
  std::string m_etag;
};

/// What a Range header asks of `size` bytes: {from, length}. `unsatisfiable` is a 416; anything we do not serve
/// (several ranges, other units, nonsense) is `whole`, as the specification allows.
struct Range {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t from = 0, length = 0;
};
Range read_range(std::string_view header, std::uint64_t size);

/// Whether an If-None-Match header names `etag`, weakly or not.
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace http
