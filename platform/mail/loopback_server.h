#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

namespace mail {

/// For tests: a server on a port of 127.0.0.1 that talks with one client after the other. Whoever derives from it says what is
/// said, in converse(), and calls stop() before its own members go.
class LoopbackServer {
 public:
  LoopbackServer(LoopbackServer const&) = delete;
  LoopbackServer& operator=(LoopbackServer const&) = delete;

 protected:
  LoopbackServer() {
    m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listening, 16) != 0) std::abort();
    ::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
  }
  virtual ~LoopbackServer() = default;
  /// Until the client leaves, or has been told enough.
  virtual void converse(int client) = 0;

  void start() {
    m_thread = std::thread{[this] {
      while (!m_stopping) {
        int const client = ::accept(m_listening, nullptr, nullptr);
        if (client < 0) return;
        converse(client);
        ::close(client);
      }
    }};
  }
  void stop() {
    m_stopping = true;
    ::shutdown(m_listening, SHUT_RDWR);
    ::close(m_listening);
    m_thread.join();
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }

  /// One line with its CR LF; false when the client has left.
  static bool line_from(int client, std::string& line) {
    line.clear();
    for (char c = 0; ::recv(client, &c, 1, 0) == 1;) {
      line += c;
      if (line.ends_with("\r\n")) return true;
    }
    return false;
  }
  static bool say(int client, std::string const& words) { return ::send(client, words.data(), words.size(), MSG_NOSIGNAL) > 0; }

 private:
  int m_listening = -1, m_port = 0;
  std::atomic<bool> m_stopping{false};
  std::thread m_thread;
};

}  // namespace mail
