#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/http/http.h"

namespace http::testing {

/// A server on a port of its own, running until it goes out of scope.
class RunningServer {
 public:
  RunningServer(ServerOptions options, Router const& router);
  ~RunningServer();
  std::uint16_t port() const { return m_server.port(); }
  void stop() { m_server.stop(); }
  /// Waits for run() to return.
  void wait();

 private:
  Server m_server;
  std::thread m_thread;
};

/// A client that sends the bytes it wants.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient();

  /// False when the server has closed.
  bool send(std::string_view bytes);
  /// Says that no more will come; the server closes after its answers.
  void finish();
  /// What comes until the server closes, or nothing comes for `quiet`.
  std::string read_all(std::chrono::milliseconds quiet = std::chrono::milliseconds{400});
  /// What comes until `text` has come (or 5 s of silence).
  std::string read_until(std::string_view text);
  /// What comes next; "" when the server closed or nothing came.
  std::string read_more(std::chrono::milliseconds quiet) {
    std::string some;
    read_some(some, quiet);
    return some;
  }
  bool server_closed() const { return m_closed; }
  bool was_reset() const { return m_reset; }

 private:
  bool read_some(std::string& into, std::chrono::milliseconds quiet);
  int m_socket = -1;
  bool m_closed = false, m_reset = false;
};

/// The statuses in a stream of answers: "200 404".
std::string statuses(std::string_view answers);
std::string_view body_of(std::string_view answer);
/// "" when absent.
std::string header_of(std::string_view answer, std::string_view name);

}  // namespace http::testing
