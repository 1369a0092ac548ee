#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mail {

/// A mail server for tests, on a loopback port: keeps what it is given, answers what it is told to.
class SmtpSink {
 public:
  SmtpSink() {
    m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listening, 16) != 0) std::abort();
    ::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread{[this] { serve(); }};
  }
  ~SmtpSink() {
    m_stopping = true;
    ::shutdown(m_listening, SHUT_RDWR);
    ::close(m_listening);
    m_thread.join();
  }
  SmtpSink(SmtpSink const&) = delete;
  SmtpSink& operator=(SmtpSink const&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(m_port); }
  std::vector<std::string> messages() const {
    std::lock_guard const lock{m_mutex};
    return m_messages;
  }
  /// Answers to RCPT TO and to the end of the message; "" hangs up instead of answering.
  std::atomic<char const*> answer_to_recipient{"250 yes"};
  std::atomic<char const*> answer_to_message{"250 taken"};

 private:
  void serve() {
    while (!m_stopping) {
      int const client = ::accept(m_listening, nullptr, nullptr);
      if (client < 0) return;
      converse(client);
      ::close(client);
    }
  }
  static bool line_from(int client, std::string& line) {
    line.clear();
    for (char c = 0; ::recv(client, &c, 1, 0) == 1;) {
      line += c;
      if (line.ends_with("\r\n")) return true;
    }
    return false;
  }
  static bool say(int client, std::string words) {
    words += "\r\n";
    return words.size() > 2 && ::send(client, words.data(), words.size(), MSG_NOSIGNAL) > 0;
  }
  void converse(int client) {
    std::string line;
    bool on = say(client, "220 sink");
    while (on && line_from(client, line)) {
      if (line.starts_with("DATA")) {
        on = say(client, "354 go on") && take_message(client) && say(client, answer_to_message.load());
      } else if (line.starts_with("RCPT")) {
        on = say(client, answer_to_recipient.load());
      } else {
        on = say(client, "250 sink");
      }
    }
  }
  bool take_message(int client) {
    std::string line, message;
    while (line_from(client, line)) {
      if (line == ".\r\n") {
        std::lock_guard const lock{m_mutex};
        m_messages.push_back(message);
        return true;
      }
      message += line;
    }
    return false;
  }

  int m_listening = -1;
  int m_port = 0;
  std::atomic<bool> m_stopping{false};
  mutable std::mutex m_mutex;
  std::vector<std::string> m_messages;
  std::thread m_thread;
};

}  // namespace mail
