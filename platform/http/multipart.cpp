#include "platform/http/multipart.h"

#include <array>
#include <utility>

namespace http {
namespace {

constexpr std::size_t longest_header = 8 * 1024;

}  // namespace

MultipartSource::MultipartSource(std::istream& bytes, std::string_view boundary) : m_bytes{bytes}, m_delimiter{"\r\n--"} { m_delimiter += boundary; }

void MultipartSource::fill() {
  std::array<char, 16 * 1024> piece;
  m_bytes.read(piece.data(), piece.size());
  auto const count = static_cast<std::size_t>(m_bytes.gcount());
  if (count == 0) throw MalformedMultipart{"the body ends before its last boundary"};
  m_window.append(piece.data(), count);
}

bool MultipartSource::next() {
  if (!std::exchange(m_begun, true)) copy([](std::string_view) { return true; });
  while (m_window.size() < 2) fill();
  std::string const after = m_window.substr(0, 2);
  m_window.erase(0, 2);
  if (after == "--") return false;
  if (after != "\r\n") throw MalformedMultipart{"a boundary is followed by something else than a line end"};
  return true;
}

std::string MultipartSource::header() {
  for (;;) {
    if (m_window.starts_with("\r\n")) throw MalformedMultipart{"a part has no header"};
    auto const end = m_window.find("\r\n\r\n");
    if (end == std::string::npos ? m_window.size() > longest_header : end > longest_header) throw MalformedMultipart{"a part's header is too long"};
    if (end != std::string::npos) {
      std::string lines = m_window.substr(0, end + 4);
      m_window.erase(0, end + 4);
      return lines;
    }
    fill();
  }
}

}  // namespace http
