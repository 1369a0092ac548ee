#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/attacker_test.h"

namespace http::testing {

/// A WebSocket client that sends the frames it wants, right or wrong.
class RawChannel {
 public:
  explicit RawChannel(RawClient client) : m_client{std::move(client)} {}

  /// The status of the answer to the upgrade.
  std::string open(std::string_view path, std::string_view origin = "Origin: http://x\r\n", std::string_view more = {}) {
    m_client.send("GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
                  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + std::string{origin} + std::string{more} + "\r\n");
    m_bytes = m_client.read_until("\r\n\r\n");
    auto const end = m_bytes.find("\r\n\r\n");
    auto const status = statuses(m_bytes);
    m_bytes.erase(0, end == std::string::npos ? m_bytes.size() : end + 4);
    return status;
  }
  /// A frame as a browser masks it. `announced`: the length it says it has; its own when 0.
  static std::string frame(int opcode, std::string_view text, bool last = true, std::uint64_t announced = 0) {
    auto const size = announced ? announced : text.size();
    std::string bytes(1, static_cast<char>((last ? 0x80 : 0) | opcode));
    int const width = size < 126 ? 0 : size < 65536 ? 2 : 8;
    bytes += static_cast<char>(0x80 | (width == 0 ? static_cast<int>(size) : width == 2 ? 126 : 127));
    for (int at = width - 1; at >= 0; --at) bytes += static_cast<char>(size >> (8 * at));
    return bytes + std::string(4, '\0') + std::string{text};  // a mask of zeros changes nothing
  }
  bool send(int opcode, std::string_view text, bool last = true, std::uint64_t announced = 0) {
    return m_client.send(frame(opcode, text, last, announced));
  }
  bool say(std::string_view text) { return send(1, text); }

  struct Frame {
    int opcode = -1;  ///< -1: nothing came
    std::string text;
    /// The code of a closing frame.
    int code() const {
      return opcode == 8 && text.size() >= 2 ? (static_cast<unsigned char>(text[0]) << 8) | static_cast<unsigned char>(text[1]) : 0;
    }
  };
  /// The next frame the server sends.
  Frame read(std::chrono::milliseconds quiet = std::chrono::seconds{5}) {
    for (;;) {
      if (auto found = whole_frame(); found.opcode >= 0) return found;
      auto const more = m_client.read_more(quiet);
      if (more.empty()) return {};
      m_bytes += more;
    }
  }
  RawClient& client() { return m_client; }

 private:
  Frame whole_frame() {
    if (m_bytes.size() < 2) return {};
    auto const byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>(m_bytes[at])); };
    std::uint64_t size = byte(1) & 0x7f;
    std::size_t head = 2;
    std::size_t const width = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (m_bytes.size() < head + width) return {};
    if (width) size = 0;
    for (std::size_t at = 0; at < width; ++at) size = size << 8 | byte(head + at);
    head += width;
    if (m_bytes.size() < head + size) return {};
    Frame found{static_cast<int>(byte(0) & 0x0f), m_bytes.substr(head, size)};
    m_bytes.erase(0, head + size);
    return found;
  }
  RawClient m_client;
  std::string m_bytes;
};

}  // namespace http::testing
