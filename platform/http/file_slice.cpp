#include "platform/http/file_slice.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "platform/base/text.h"

namespace http {

std::optional<FileSlice> FileSlice::open(std::string const& path) {
  FileSlice slice;
  slice.m_file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat about {};
  if (slice.m_file < 0 || ::fstat(slice.m_file, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  slice.m_size = static_cast<std::uint64_t>(about.st_size);
  slice.length = slice.m_size;
  slice.m_etag = '"' + std::to_string(about.st_mtim.tv_sec) + '-' + std::to_string(about.st_mtim.tv_nsec) + '-' + std::to_string(about.st_size) + '"';
  return slice;
}

FileSlice::FileSlice(FileSlice&& other) noexcept
    : from{other.from}, length{other.length}, m_file{std::exchange(other.m_file, -1)}, m_size{other.m_size}, m_etag{std::move(other.m_etag)} {}

FileSlice& FileSlice::operator=(FileSlice&& other) noexcept {
  std::swap(m_file, other.m_file);
  std::swap(m_etag, other.m_etag);
  m_size = other.m_size;
  from = other.from;
  length = other.length;
  return *this;
}

FileSlice::~FileSlice() {
  if (m_file >= 0) ::close(m_file);
}

namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Range read_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return {};
  header.remove_prefix(unit.size());
  auto const dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  auto const first = number_in(header.substr(0, dash));
  auto const last = number_in(header.substr(dash + 1));
  bool const has_last = dash + 1 < header.size();
  if (dash == 0 && last) {  // "-500": the last 500 bytes
    if (*last == 0 || size == 0) return {Range::Kind::unsatisfiable, 0, 0};
    auto const length = std::min(*last, size);
    return {Range::Kind::part, size - length, length};
  }
  if (!first || (has_last && !last) || (last && *last < *first)) return {};
  if (*first >= size) return {Range::Kind::unsatisfiable, 0, 0};
  auto const end = last ? std::min(*last, size - 1) : size - 1;
  return {Range::Kind::part, *first, end - *first + 1};
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    auto const end = if_none_match.find(',');
    std::string_view tag = base::trimmed(if_none_match.substr(0, end));
    if_none_match = end == std::string_view::npos ? std::string_view{} : if_none_match.substr(end + 1);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

}  // namespace http
