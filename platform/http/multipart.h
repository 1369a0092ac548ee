#pragma once
#include <algorithm>
#include <istream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http {

struct MalformedMultipart : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Walks through the parts of a multipart body without holding more than a piece of it.
/// Ours, because POCO's MultipartReader adds a byte to a file that ends with a line "--", and takes a cut body for a whole one.
/// Every function throws MalformedMultipart where the body is not what RFC 2046 and browsers make.
class MultipartSource {
 public:
  MultipartSource(std::istream& bytes, std::string_view boundary);

  /// Goes to the next part; false after the last. The part before must have been read to its end.
  bool next();
  /// The header lines of the part just reached, the empty line included.
  std::string header();
  /// Hands the content of the part to `take(std::string_view)`, piece by piece. False as soon as `take` answers false.
  template <class Take>
  bool copy(Take take) {
    for (;;) {
      auto const end = m_window.find(m_delimiter);
      auto const ready = end != std::string::npos ? end : m_window.size() - std::min(m_window.size(), m_delimiter.size() - 1);
      if (ready > 0 && !take(std::string_view{m_window}.substr(0, ready))) return false;
      m_window.erase(0, end == std::string::npos ? ready : end + m_delimiter.size());
      if (end != std::string::npos) return true;
      fill();
    }
  }

 private:
  void fill();

  std::istream& m_bytes;
  std::string m_delimiter;
  std::string m_window{"\r\n"};  ///< bytes read, not handed out yet; the first boundary needs no line end before it
  bool m_begun = false;
};

}  // namespace http
